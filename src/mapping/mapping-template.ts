import { readTemplate } from './mapping-template-file';
import { ENVELOPE_NAMESPACES, type SoapEnvelopeOptions, SoapVersion } from './soap';
import { TemplateValue } from './template-value';
import { inertJson, TEXT_IN_JSON } from './velocity';
import { XmlElement } from './xml-element';
import { sortedEntries } from '../private/sorted';

const FORM_TO_JSON = `#set($form = {})
#foreach($pair in $input.body.split('&'))
#set($at = $pair.indexOf('='))
#if($at > 0)
#set($name = $util.urlDecode($pair.substring(0, $at).replaceAll('%(?![0-9A-Fa-f]{2})', '%25')))
#set($value = $util.urlDecode($pair.substring($at).substring(1).replaceAll('%(?![0-9A-Fa-f]{2})', '%25')))
#set($before = $form.put($name, $value))
#end
#end
{#foreach($field in $form.entrySet())#set($text = $field.key)"${TEXT_IN_JSON}": #set($text = $field.value)"${TEXT_IN_JSON}"#if($foreach.hasNext), #end#end}`;

/**
 * A mapping template: a program in Velocity (VTL) that makes one body out of another.
 *
 * It is checked at synthesis by the compiler that the local gateway runs it with: its syntax, the members of `$util` and `$input` that it
 * uses, its JSONPaths and regular expressions, its size and the length of its loops. The stage variables that it reads have to be defined on
 * every stage.
 *
 * Problems: `TemplateSyntax`, `TemplateSource`, `TemplateContentType`, `ContextName`, `UndefinedVariable`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export class MappingTemplate {
  /** The template itself. */
  public static fromString(source: string): MappingTemplate {
    return new MappingTemplate(source);
  }

  /**
   * A template in a file.
   *
   * @param path from where the app runs, or absolute
   */
  public static fromFile(path: string): MappingTemplate {
    try {
      return new MappingTemplate(readTemplate(path), path);
    } catch (error) {
      return new MappingTemplate('', path, (error as Error).message);
    }
  }

  /** The body as it is, whatever it is. */
  public static passThrough(): MappingTemplate {
    return new MappingTemplate('$input.body');
  }

  /**
   * A JSON object, its members sorted by name.
   *
   * @param members its members, by name
   */
  public static json(members: Record<string, TemplateValue>): MappingTemplate {
    const rendered = sortedEntries(members).map(([name, value]) => `${inertJson(JSON.stringify(name))}: ${value._json()}`);
    return new MappingTemplate(`{${rendered.join(', ')}}`);
  }

  /**
   * A JSON object of the fields of a form (`application/x-www-form-urlencoded`), 1,000 at most; all of its values are texts. Of a field that
   * stands there several times the last value counts.
   */
  public static formToJson(): MappingTemplate {
    return new MappingTemplate(FORM_TO_JSON);
  }

  /**
   * An XML document.
   *
   * Problems: `TemplateSource` for names that XML cannot have.
   *
   * @param root its root element
   */
  public static xml(root: XmlElement): MappingTemplate {
    const wrongNames: string[] = [];
    const source = `<?xml version="1.0" encoding="UTF-8"?>${root._render({ depth: 0, wrongNames })}`;
    const fault = wrongNames.length > 0 ? `${wrongNames.map((name) => JSON.stringify(name)).join(', ')} cannot be the name of an element or attribute` : undefined;
    return new MappingTemplate(source, undefined, fault);
  }

  /**
   * A SOAP message.
   *
   * Its type is `text/xml` for SOAP 1.1 and `application/soap+xml` for 1.2, which the mapping of the request's `Content-Type` has to say.
   *
   * @param body the elements of the envelope's body
   * @param options version and header
   */
  public static soapEnvelope(body: XmlElement[], options: SoapEnvelopeOptions = {}): MappingTemplate {
    const { version = SoapVersion.SOAP_1_1, header } = options;
    return MappingTemplate.xml(XmlElement.withChildren('soap:Envelope', [
      ...(header ? [XmlElement.withChildren('soap:Header', header)] : []),
      XmlElement.withChildren('soap:Body', body),
    ], { 'xmlns:soap': TemplateValue.literal(ENVELOPE_NAMESPACES[version]) }));
  }

  private constructor(private readonly source: string, private readonly origin?: string, private readonly fault?: string) {}

  /** @internal */
  public _render(): string {
    return this.source;
  }

  /**
   * The file that the template is from.
   *
   * @internal
   */
  public get _origin(): string | undefined {
    return this.origin;
  }

  /**
   * Why there is no template.
   *
   * @internal
   */
  public get _fault(): string | undefined {
    return this.fault;
  }
}
