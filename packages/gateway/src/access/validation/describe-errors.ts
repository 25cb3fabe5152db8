import type { ErrorObject } from 'ajv-draft-04';

type Parameters = Readonly<Record<string, unknown>>;
type Describe = (error: ErrorObject & { readonly params: Parameters }, all: readonly ErrorObject[]) => string | undefined;

const text = JSON.stringify;

const items = (size: string, bound: string): Describe => ({ data, params: { limit } }) =>
  `array is too ${size}: must have at ${bound} ${limit} elements but instance has ${(data as unknown[]).length} elements`;

const characters = (size: string, bound: string): Describe => ({ data, params: { limit } }) =>
  `string ${text(data)} is too ${size} (length: ${[...data as string].length}, ${bound}: ${limit})`;

const properties = (many: string, bound: string): Describe => ({ data, params: { limit } }) =>
  `object has too ${many} properties (found ${Object.keys(data as object).length} but schema requires at ${bound} ${limit})`;

const bounded = (lower: string, greater: string, bound: string): Describe => ({ data, params: { comparison, limit } }) => String(comparison).endsWith('=')
  ? `numeric instance is ${greater} than the required ${bound} (${bound}: ${limit}, found: ${data})`
  : `numeric instance is not strictly ${lower} than the required ${bound} ${limit}`;

/** The wording of the validator that the service uses. */
const WORDINGS: Readonly<Record<string, Describe>> = {
  additionalItems: items('long', 'most'),
  additionalProperties: (error, all) => grouped(error, all, 'additionalProperty', (names) => `object instance has properties which are not allowed by the schema: ${names}`),
  anyOf: ({ schema }) => `instance failed to match at least one required schema among ${(schema as unknown[]).length}`,
  dependencies: ({ params: { property, depsCount, deps, missingProperty } }) => depsCount === 0 ? undefined
    : `property ${text(property)} of object has missing property dependencies (schema requires [${String(deps).split(', ').map((one) => text(one)).join(',')}]; missing: [${text(missingProperty)}])`,
  enum: ({ data, params: { allowedValues } }) => `instance value (${text(data)}) not found in enum (possible values: ${text(allowedValues)})`,
  format: ({ data, params: { format } }) => `string ${text(data)} is invalid against requested format ${String(format)}`,
  maxItems: items('long', 'most'),
  maxLength: characters('long', 'maximum allowed'),
  maxProperties: properties('many', 'most'),
  maximum: bounded('lower', 'greater', 'maximum'),
  minItems: items('short', 'least'),
  minLength: characters('short', 'required minimum'),
  minProperties: properties('few', 'least'),
  minimum: bounded('greater', 'lower', 'minimum'),
  multipleOf: ({ data, params: { multipleOf } }) => `remainder of division is not zero (${data} / ${multipleOf})`,
  not: () => 'instance matched a schema which it should not have',
  oneOf: ({ schema, params: { passingSchemas } }) => `instance failed to match exactly one schema (matched ${(passingSchemas as unknown[] | null)?.length ?? 0} out of ${(schema as unknown[]).length})`,
  pattern: ({ data, params: { pattern } }) => `ECMA 262 regex ${text(pattern)} does not match input string ${text(data)}`,
  required: (error, all) => grouped(error, all, 'missingProperty', (names) => `object has missing required properties (${names})`),
  type: ({ data, params: { type } }) => `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${text(allowedTypes(type as string | string[]))})`,
  uniqueItems: () => 'array must not contain duplicate elements',
};

/** `$context.error.validationErrorString`: what is wrong, all of it, without what alternatives have to say for themselves. */
export function describeErrors(errors: readonly ErrorObject[]): string {
  const own = errors.filter(({ schemaPath }) => !/\/(anyOf|oneOf|not)\/./.test(schemaPath));
  return `[${own.flatMap((error) => WORDINGS[error.keyword]?.(error, own) ?? []).join(', ')}]`;
}

/** One line for what is found several times at one place. */
function grouped(error: ErrorObject, all: readonly ErrorObject[], parameter: string, describe: (names: string) => string): string | undefined {
  const together = all.filter(({ instancePath, schemaPath }) => instancePath === error.instancePath && schemaPath === error.schemaPath);
  if (together[0] !== error) return undefined;
  return describe(text(together.map(({ params }) => (params as Parameters)[parameter]).sort()));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** A number may be an integer, and is said to. */
function allowedTypes(type: string | readonly string[]): string[] {
  const types = new Set(typeof type === 'string' ? [type] : type);
  if (types.has('number')) types.add('integer');
  return [...types].sort();
}
