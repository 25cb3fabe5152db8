import { Token } from 'aws-cdk-lib';
import { escape, isObject } from './draft4';
import type { SchemaObject } from '../document/openapi';
import { sortedEntries } from '../private/sorted';

/** What a schema becomes in the document. */
export interface RenderedSchema {
  readonly schema: SchemaObject;
  /** Its definitions, each a schema of its own, with the names that they get. */
  readonly definitions: ReadonlyArray<readonly [name: string, definition: SchemaObject]>;
  /** References that lead nowhere the document could have. */
  readonly strange: readonly { readonly pointer: string; readonly reference: string }[];
}

/** What says nothing of what is valid, and the import drops or stumbles over. */
const LEFT_OUT = new Set(['$comment', '$id', '$schema', 'default', 'definitions', 'deprecated', 'discriminator', 'example', 'examples', 'id', 'nullable', 'readOnly']);
const FORMATS_LEFT_OUT = ['int32', 'int64', 'decimal'];
const MAPS = ['dependencies', 'patternProperties', 'properties'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLE = ['additionalItems', 'additionalProperties', 'items', 'not'];
const COMPONENTS = '#/components/schemas/';

/** A reference to the schema that a model has in the document. */
export function modelReference(modelName: string): SchemaObject {
  return { $ref: `${COMPONENTS}${modelName}` };
}

/**
 * Renders a schema of draft 4 for the document. What the import would drop without a word is said in keywords that it keeps, so that API
 * Gateway checks what the schema says: several types, `nullable` and exclusive limits. Definitions become models of their own.
 *
 * @param modelNameOf the name of a model that stands in the place of a schema
 */
export function renderSchema(modelName: string, root: unknown, modelNameOf: (value: unknown) => string | undefined): RenderedSchema {
  const renderer = new SchemaRenderer(modelName, root, modelNameOf);
  const definitions = Object.entries(renderer.definitions)
    .map(([name, definition]) => [definitionName(modelName, name), renderer.render(definition, `/definitions/${escape(name)}`)] as const);
  return { schema: renderer.render(root, ''), definitions, strange: renderer.strange };
}

class SchemaRenderer {
  public readonly strange: { pointer: string; reference: string }[] = [];
  public readonly definitions: Record<string, unknown>;

  constructor(private readonly modelName: string, root: unknown, private readonly modelNameOf: (value: unknown) => string | undefined) {
    this.definitions = isObject(root) && isObject(root.definitions) ? root.definitions : {};
  }

  public render(value: unknown, pointer: string): any {
    const model = this.modelNameOf(value);
    if (model !== undefined) return modelReference(model);
    if (!isObject(value) || Token.isUnresolved(value)) return value;
    if (typeof value.$ref === 'string') return { $ref: this.reference(value.$ref, `${pointer}/$ref`) };
    const members = sortedEntries(value)
      .filter(([keyword, member]) => !LEFT_OUT.has(keyword) && !(keyword === 'format' && FORMATS_LEFT_OUT.includes(member as string)))
      .map(([keyword, member]) => [keyword, this.member(keyword, member, `${pointer}/${escape(keyword)}`)]);
    return withoutLosses(Object.fromEntries(members), value.nullable === true);
  }

  private member(keyword: string, member: unknown, pointer: string): unknown {
    if (MAPS.includes(keyword) && isObject(member)) {
      return Object.fromEntries(sortedEntries(member).map(([name, one]) => [name, this.render(one, `${pointer}/${escape(name)}`)]));
    }
    if (Array.isArray(member) && (LISTS.includes(keyword) || keyword === 'items')) return member.map((one, index) => this.render(one, `${pointer}/${index}`));
    return SINGLE.includes(keyword) ? this.render(member, pointer) : member;
  }

  private reference(reference: string, pointer: string): string {
    if (reference === '#') return `${COMPONENTS}${this.modelName}`;
    const [, kind, name] = /^(#\/definitions\/|#\/components\/schemas\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)([^/]+)$/.exec(reference) ?? [];
    if (name === undefined) {
      if (!Token.isUnresolved(reference)) this.strange.push({ pointer, reference });
      return reference;
    }
    const own = kind === '#/definitions/' && Object.hasOwn(this.definitions, name);
    return `${COMPONENTS}${own ? definitionName(this.modelName, name) : name}`;
  }
}

function definitionName(modelName: string, name: string): string {
  return `${modelName}${name.replace(/[^A-Za-z0-9]/g, '')}`;
}

/** Says in other keywords what the import drops. */
function withoutLosses({ type, exclusiveMinimum, ...schema }: Record<string, unknown>, nullable: boolean): SchemaObject {
  const conditions: SchemaObject[] = [];
  const types = [...(Array.isArray(type) ? type : type === undefined ? [] : [type]), ...(nullable && type !== undefined ? ['null'] : [])];
  const alternatives = [...new Set(types)].map((one) => ({ type: one }));
  const oneType = alternatives.length === 1 ? alternatives[0] : {};
  if (alternatives.length > 1) conditions.push({ anyOf: alternatives });
  if (exclusiveMinimum === true && schema.minimum !== undefined) conditions.push({ not: { enum: [schema.minimum] } });
  if (nullable && Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  if (conditions.length === 1 && conditions[0].anyOf && schema.anyOf === undefined) return { ...schema, ...conditions[0] };
  return { ...oneType, ...schema, ...(conditions.length > 0 && { allOf: [...(schema.allOf as SchemaObject[] | undefined) ?? [], ...conditions] }) };
}
