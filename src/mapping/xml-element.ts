import type { TemplateValue } from './template-value';
import { stringLiteral } from './velocity';
import { sortedEntries } from '../private/sorted';

interface Rendering {
  /** The number of lists around the element. */
  readonly depth: number;
  /** Names that XML cannot have. */
  readonly wrongNames: string[];
}

const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;

/** An element of an XML document that a mapping template makes. */
export class XmlElement {
  /**
   * An element with text in it.
   *
   * @param name with the prefix of its namespace, if it has one
   * @param value the text
   * @param attributes its attributes, by name
   */
  public static withText(name: string, value: TemplateValue, attributes?: Record<string, TemplateValue>): XmlElement {
    return new XmlElement((rendering) => tagged(name, attributes, rendering, value._xml(itemName(rendering.depth))));
  }

  /**
   * An element with others in it.
   *
   * @param name with the prefix of its namespace, if it has one
   * @param children the elements in it, in order
   * @param attributes its attributes, by name; namespaces are declared here: `{ 'xmlns:q': TemplateValue.literal('urn:quotes') }`
   */
  public static withChildren(name: string, children: XmlElement[], attributes?: Record<string, TemplateValue>): XmlElement {
    return new XmlElement((rendering) => tagged(name, attributes, rendering, children.map((child) => child._render(rendering)).join('')));
  }

  /**
   * An element for each item of a list in the JSON body, of which API Gateway goes through 1,000 at most. What it has of the item is
   * `TemplateValue.item()`.
   *
   * @param jsonPath where the list is, e.g. `$.lines`
   * @param element what is made of an item
   */
  public static forEach(jsonPath: string, element: XmlElement): XmlElement {
    return new XmlElement(({ depth, wrongNames }) => {
      const inner = element._render({ depth: depth + 1, wrongNames });
      return `#foreach($${itemName(depth + 1)} in $input.path(${stringLiteral(jsonPath)}))${inner}#end`;
    });
  }

  private constructor(private readonly renderer: (rendering: Rendering) => string) {}

  /** @internal */
  public _render(rendering: Rendering): string {
    return this.renderer(rendering);
  }
}

function tagged(name: string, attributes: Record<string, TemplateValue> = {}, { depth, wrongNames }: Rendering, content: string): string {
  wrongNames.push(...[name, ...Object.keys(attributes)].filter((one) => !NAME.test(one)));
  const pairs = sortedEntries(attributes).map(([attribute, value]) => ` ${attribute}="${value._xml(itemName(depth))}"`);
  return `<${name}${pairs.join('')}>${content}</${name}>`;
}

function itemName(depth: number): string {
  return `item${depth}`;
}
