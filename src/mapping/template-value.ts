import { inertJson, inertXml, setText, stringLiteral, TEXT_IN_JSON, TEXT_IN_XML } from './velocity';

/** A text that is found in an XML document by the name of its element. */
function elementText(name: string): string {
  const tag = `(?:[\\w.-]+:)?${name.replace(/\./g, '\\.')}`;
  const element = `(?s)^.*?<${tag}(?:\\s[^>]*[^>/])?\\s*>(.*?)</${tag}\\s*>.*$`;
  return '#set($text = "")'
    + `#if($input.body.matches('${element}'))#set($text = $input.body.replaceFirst('${element}', '$1'))#end`
    + "#if($text.matches('(?s)\\s*<!\\[CDATA\\[.*\\]\\]>\\s*'))#set($text = $text.replaceFirst('(?s)^\\s*<!\\[CDATA\\[(.*)\\]\\]>\\s*$', '$1'))"
    + "#else#set($text = $text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '\"').replaceAll('&apos;', \"'\").replaceAll('&amp;', '&'))#end";
}

/** How a value stands in a template; `item` is the name of the list item that is gone through. */
interface Form {
  readonly json: (item: string) => string;
  readonly xml: (item: string) => string;
}

function textForm(setter: (item: string) => string): Form {
  return { json: (item) => `${setter(item)}"${TEXT_IN_JSON}"`, xml: (item) => `${setter(item)}${TEXT_IN_XML}` };
}

/**
 * A value in a body that `MappingTemplate.json()` or `MappingTemplate.xml()` makes. It is escaped where it is put: no value can break out of its
 * place.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export class TemplateValue {
  /**
   * A part of the JSON body, of the request in a request's template and of the backend's answer in a response's. In JSON it is what it was, an
   * object, a list, a number or a text, and an empty text if there is none; in XML it is text.
   *
   * @param jsonPath e.g. `$.customer.name`; without it, the whole body
   */
  public static body(jsonPath = '$'): TemplateValue {
    const path = stringLiteral(jsonPath);
    return new TemplateValue({ ...textForm(() => setText(`$input.path(${path})`)), json: () => `$input.json(${path})` });
  }

  /** A parameter of the request: of the path, else of the query string, else a header. An empty text if there is none. */
  public static parameter(name: string): TemplateValue {
    return new TemplateValue(textForm(() => setText(`$input.params(${stringLiteral(name)})`)));
  }

  /** A variable of the call's context, e.g. `identity.sourceIp`. */
  public static context(name: string): TemplateValue {
    return new TemplateValue(textForm(() => setText(`$context.${name}`)));
  }

  /** A stage variable. */
  public static stageVariable(name: string): TemplateValue {
    return new TemplateValue(textForm(() => setText(`$stageVariables.get(${stringLiteral(name)})`)));
  }

  /** Always the same text. What is known at deployment only must not need escaping. */
  public static literal(text: string): TemplateValue {
    return new TemplateValue({ json: () => inertJson(JSON.stringify(text)), xml: () => inertXml(text) });
  }

  /**
   * A member of the list item that `XmlElement.forEach()` goes through.
   *
   * @param member e.g. `sku`; without it, the item itself
   */
  public static item(member?: string): TemplateValue {
    return new TemplateValue(textForm((item) => setText(member === undefined ? `$${item}` : `$${item}.get(${stringLiteral(member)})`)));
  }

  /**
   * The text of an element of an XML body: of the first one with the name, whatever its prefix. An empty text if there is none.
   *
   * It is found by its tags and not by an XML parser, so it is for documents whose make is known: entities other than `&amp;`, `&lt;`, `&gt;`,
   * `&quot;` and `&apos;` stay as they are, and comments are not left out.
   *
   * @param elementName without prefix, e.g. `Price`
   */
  public static xmlText(elementName: string): TemplateValue {
    return new TemplateValue(textForm(() => elementText(elementName)));
  }

  /**
   * The number in an element of an XML body, see `xmlText()`; in JSON, null if it is no number.
   *
   * @param elementName without prefix, e.g. `Price`
   */
  public static xmlNumber(elementName: string): TemplateValue {
    const number = "'-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?'";
    return new TemplateValue({
      ...textForm(() => elementText(elementName)),
      json: () => `${elementText(elementName)}#set($text = $text.trim())#if($text.matches(${number}))$text#{else}null#end`,
    });
  }

  private constructor(private readonly form: Form) {}

  /** @internal */
  public _json(): string {
    return this.form.json('item');
  }

  /** @internal */
  public _xml(item: string): string {
    return this.form.xml(item);
  }
}
