import { Token } from 'aws-cdk-lib';

/** Something in a schema that JSON Schema draft 4 does not have, or not so. */
export interface SchemaFault {
  /** Where it stands in the schema, e.g. `/properties/price`; empty for the schema itself. */
  readonly pointer: string;
  readonly what: string;
  readonly remedy: string;
}

export interface SchemaFindings {
  readonly faults: readonly SchemaFault[];
  /** Keywords of no draft and no version of OpenAPI, with where they stand. */
  readonly unknown: readonly { readonly pointer: string; readonly keyword: string }[];
}

/** Keywords that later drafts have, and how draft 4 says the same. */
const LATER: Readonly<Record<string, string>> = {
  $anchor: 'name the schema in "definitions"',
  $defs: 'call it "definitions"',
  $dynamicRef: 'use "$ref"',
  const: 'use "enum" with one value',
  contains: 'use "not" with "items" and "not" in it',
  contentSchema: 'leave it out',
  dependentRequired: 'use "dependencies"',
  dependentSchemas: 'use "dependencies"',
  else: 'use "oneOf"',
  if: 'use "oneOf"',
  maxContains: 'leave it out',
  minContains: 'leave it out',
  prefixItems: 'use "items" with a list',
  propertyNames: 'use "patternProperties" and "additionalProperties": false',
  then: 'use "oneOf"',
  unevaluatedItems: 'use "additionalItems"',
  unevaluatedProperties: 'use "additionalProperties"',
};

/** Keywords that say nothing of what is valid. */
const ANNOTATIONS = [
  '$comment', '$id', '$schema', 'contentEncoding', 'contentMediaType', 'default', 'deprecated', 'description', 'discriminator', 'example', 'examples', 'externalDocs',
  'format', 'id', 'nullable', 'readOnly', 'title', 'writeOnly', 'xml',
];

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

type Report = (pointer: string, what: string, remedy: string) => void;
type Check = (value: any, pointer: string, walk: Walk) => void;

interface Walk {
  readonly fault: Report;
  readonly schema: (value: unknown, pointer: string) => void;
}

const count: Check = (value, pointer, { fault }) => {
  if (!Number.isInteger(value) || value < 0) fault(pointer, `is ${show(value)}`, 'use a whole number from 0');
};
const number: Check = (value, pointer, { fault }) => {
  if (typeof value !== 'number') fault(pointer, `is ${show(value)}`, 'use a number');
};
const flag: Check = (value, pointer, { fault }) => {
  if (typeof value === 'boolean') return;
  const limit = pointer.endsWith('Minimum') ? 'minimum' : pointer.endsWith('Maximum') ? 'maximum' : undefined;
  fault(pointer, `is ${show(value)}`, limit && typeof value === 'number' ? `draft 4 says it in two keywords: "${limit}": ${value} and true here` : 'use true or false');
};
const schema: Check = (value, pointer, { schema: walk }) => walk(value, pointer);
const schemas: Check = (value, pointer, { fault, schema: walk }) => {
  if (!Array.isArray(value) || value.length === 0) return fault(pointer, `is ${show(value)}`, 'use a list of schemas');
  value.forEach((one, index) => walk(one, `${pointer}/${index}`));
};
const schemaMap: Check = (value, pointer, { fault, schema: walk }) => {
  if (!isObject(value)) return fault(pointer, `is ${show(value)}`, 'use an object of schemas');
  for (const [name, one] of Object.entries(value)) walk(one, `${pointer}/${escape(name)}`);
};
const patternMap: Check = (value, pointer, walk) => {
  schemaMap(value, pointer, walk);
  if (isObject(value)) Object.keys(value).forEach((source) => pattern(source, `${pointer}/${escape(source)}`, walk));
};
const pattern: Check = (value, pointer, { fault }) => {
  try {
    if (typeof value === 'string') return void new RegExp(value);
    fault(pointer, `is ${show(value)}`, 'use a regular expression');
  } catch (error) {
    fault(pointer, `is no regular expression (${(error as Error).message})`, 'use one of ECMA 262');
  }
};
const names: Check = (value, pointer, { fault }) => {
  const good = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string') && new Set(value).size === value.length;
  if (!good) fault(pointer, `is ${show(value)}`, 'use a list of one or more different names, beside "properties"');
};
const type: Check = (value, pointer, { fault }) => {
  const types: unknown[] = Array.isArray(value) ? value : [value];
  const good = types.length > 0 && types.every((one) => TYPES.includes(one as string)) && new Set(types).size === types.length;
  if (!good) fault(pointer, `is ${show(value)}`, `use one or several of ${TYPES.join(', ')}`);
};

const KEYWORDS: Readonly<Record<string, Check>> = {
  additionalItems: (value, pointer, walk) => typeof value === 'boolean' || walk.schema(value, pointer),
  additionalProperties: (value, pointer, walk) => typeof value === 'boolean' || walk.schema(value, pointer),
  allOf: schemas,
  anyOf: schemas,
  definitions: schemaMap,
  dependencies: (value, pointer, walk) => {
    if (!isObject(value)) return walk.fault(pointer, `is ${show(value)}`, 'use an object');
    for (const [name, one] of Object.entries(value)) (Array.isArray(one) ? names : schema)(one, `${pointer}/${escape(name)}`, walk);
  },
  enum: (value, pointer, { fault }) => {
    if (!Array.isArray(value) || value.length === 0) fault(pointer, `is ${show(value)}`, 'use a list of one or more values');
  },
  exclusiveMaximum: flag,
  exclusiveMinimum: flag,
  items: (value, pointer, walk) => (Array.isArray(value) ? schemas : schema)(value, pointer, walk),
  maximum: number,
  maxItems: count,
  maxLength: count,
  maxProperties: count,
  minimum: number,
  minItems: count,
  minLength: count,
  minProperties: count,
  multipleOf: (value, pointer, { fault }) => {
    if (typeof value !== 'number' || value <= 0) fault(pointer, `is ${show(value)}`, 'use a number above 0');
  },
  not: schema,
  oneOf: schemas,
  pattern,
  patternProperties: patternMap,
  properties: schemaMap,
  required: names,
  type,
  uniqueItems: flag,
};

/**
 * Holds a schema against JSON Schema draft 4, the draft that API Gateway's models are in. References are only looked at, not followed.
 *
 * @param isModel tells another model, which may stand wherever a schema does
 * @see https://json-schema.org/draft-04/json-schema-validation
 */
export function checkDraft4(root: unknown, isModel: (value: unknown) => boolean): SchemaFindings {
  const faults: SchemaFault[] = [];
  const unknown: { pointer: string; keyword: string }[] = [];
  const walk: Walk = {
    fault: (pointer, what, remedy) => faults.push({ pointer, what, remedy }),
    schema: (value, pointer) => {
      if (isModel(value) || Token.isUnresolved(value)) return;
      if (!isObject(value)) return walk.fault(pointer, `is ${show(value)}`, typeof value === 'boolean' ? 'draft 4 has no such schema: use {} or { "not": {} }' : 'use an object');
      for (const [keyword, member] of Object.entries(value)) {
        const at = `${pointer}/${escape(keyword)}`;
        if (Object.hasOwn(LATER, keyword)) walk.fault(at, 'is of a later draft than 4', LATER[keyword]);
        else if (Object.hasOwn(KEYWORDS, keyword) && !Token.isUnresolved(member)) KEYWORDS[keyword](member, at, walk);
        else if (!isUnchecked(keyword)) unknown.push({ pointer, keyword });
      }
    },
  };
  walk.schema(root, '');
  return { faults, unknown };
}

function isUnchecked(keyword: string): boolean {
  return Object.hasOwn(KEYWORDS, keyword) || ANNOTATIONS.includes(keyword) || keyword === '$ref' || keyword.startsWith('x-');
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name as part of a JSON pointer. */
export function escape(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
