/** What a JSON Schema here may say: what the ledger needs of draft 7, and no more. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

const text = (description: string, pattern: string): Schema => ({ description, type: 'string', pattern });

function record(description: string, properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema {
  return { description, type: 'object', required: Object.keys(properties).sort(), properties: { ...properties, ...optional }, additionalProperties: false };
}

function map(description: string, names: string, values: Schema | boolean): Schema {
  return { description, type: 'object', propertyNames: { pattern: names }, additionalProperties: values };
}

const list = (description: string, items: Schema): Schema => ({ description, type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

const LOGICAL_ID = '^[A-Za-z0-9]{1,255}$';
const CONSTRUCT = '^[^/]+/.+$';
const STAGE_NAME = '^(\\$default|[A-Za-z0-9_-]{1,128})$';
const VARIABLE = '^\\w{1,64}$';

const releaseId = text('The id of a release: 1, 2, 3 …', '^[1-9][0-9]{0,8}$');
const variables = map('Stage variables that are set over those of the app.', VARIABLE, { type: 'string', maxLength: 512 });

const DEFINITIONS: Readonly<Record<string, Schema>> = {
  api: record('The releases and the stages of one API.', {
    protocol: { description: 'The kind of API.', enum: ['REST', 'HTTP', 'WEBSOCKET'] },
    releases: list('What was deployed and recorded, the oldest first.', ref('release')),
    resource: text('The logical id of the API.', LOGICAL_ID),
    stages: map('What each stage that follows the ledger serves, by name.', STAGE_NAME, ref('stage')),
  }),
  release: record('A definition and the versions of the functions behind it. Never to be edited, but for its note.', {
    deployment: text('The logical id of the deployment, which is the snapshot of the definition.', LOGICAL_ID),
    digest: text('Tells whether the release was edited.', '^[0-9a-f]{16}$'),
    functions: map('The functions that follow their stage, by construct.', CONSTRUCT, ref('function')),
    handlers: list('The constructs of the functions, versions and aliases that are invoked as given.', text('A construct.', CONSTRUCT)),
    id: releaseId,
    recordedAt: text('When it was recorded, in UTC.', '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$'),
    variables: list('The stage variables that the definition uses.', text('A stage variable.', VARIABLE)),
  }, {
    authorizers: map('Which of both authorize calls, by construct: only that, or answering routes too.', CONSTRUCT, { enum: ['only', 'too'] }),
    note: { description: 'What is in it.', type: 'string', maxLength: 256 },
  }),
  function: record('A released function.', {
    function: text('The logical id of the function, and what else CloudFormation would replace it for.', '^[A-Za-z0-9]{1,255}(/[0-9a-f]{8})?$'),
    version: text('The logical id of its version.', LOGICAL_ID),
  }, { properties: map('The properties of the version, apart from the name of the function.', '^\\w+$', true) }),
  stage: record('What a stage serves.', {
    previous: list('What it served before, the latest first.', ref('pin')),
    stable: ref('pin'),
  }, { canary: ref('canary') }),
  pin: record('A release, and the variables that it is served with.', { release: releaseId }, { variables }),
  canary: record('The release that a part of the requests goes to.', {
    percentTraffic: { description: 'How much of the traffic, in percent.', type: 'number', minimum: 0, maximum: 100 },
    release: releaseId,
  }, { useStageCache: { description: 'Whether these requests share the cache of the stage.', type: 'boolean' }, variables }),
};

/** The form of a ledger, for editors and other programs. */
export const LEDGER_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Releases of Amazon API Gateway APIs, as Stagecraft keeps them',
  ...record('One file for all environments. Written by the command line, read at synthesis.', {
    apis: map('Each API, by the artifact id of its stack and its construct in there.', CONSTRUCT, ref('api')),
    version: { description: 'The version of this form.', const: 1 },
  }),
  definitions: DEFINITIONS,
};

/** One value that is not as the schema says. */
export interface SchemaFault {
  /** The names and indexes that lead to it. */
  readonly path: readonly (string | number)[];
  readonly what: string;
}

/** Checks a value against a schema, with the definitions of the ledger's. */
export function schemaFaults(value: unknown, schema: Schema = LEDGER_SCHEMA as Schema, path: readonly (string | number)[] = []): SchemaFault[] {
  if (schema.$ref) return schemaFaults(value, DEFINITIONS[schema.$ref.slice('#/definitions/'.length)], path);
  const fault = (what: string, at = path): SchemaFault[] => [{ path: at, what }];

  if ('const' in schema && value !== schema.const) return fault(`must be ${JSON.stringify(schema.const)}`);
  if (schema.enum && !(schema.enum as readonly unknown[]).includes(value)) return fault(`must be one of ${schema.enum.join(', ')}`);
  if (schema.type && typeName(value) !== schema.type) return fault(`must be ${/^[aeiou]/.test(schema.type) ? 'an' : 'a'} ${schema.type}`);
  if (typeof value === 'string') {
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return fault(`must match ${schema.pattern}`);
    if (schema.maxLength !== undefined && [...value].length > schema.maxLength) return fault(`must have at most ${schema.maxLength} characters`);
  }
  if (typeof value === 'number' && !(value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value))) {
    return fault(`must be ${schema.minimum} to ${schema.maximum}`);
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => schemaFaults(item, schema.items, [...path, index]));
  return typeof value === 'object' && value !== null ? memberFaults(value as Record<string, unknown>, schema, path) : [];
}

function memberFaults(value: Record<string, unknown>, schema: Schema, path: readonly (string | number)[]): SchemaFault[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name)).map((name) => ({ path, what: `must have ${JSON.stringify(name)}` }));
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const at = [...path, name];
    const known = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    const nameFaults = schema.propertyNames ? schemaFaults(name, schema.propertyNames, at).map(({ what }) => ({ path: at, what: `the name ${what}` })) : [];
    const rest = known ?? schema.additionalProperties ?? true;
    if (rest === false) return [...nameFaults, { path: at, what: 'is not known here' }];
    return [...nameFaults, ...(rest === true ? [] : schemaFaults(member, rest, at))];
  });
  return [...missing, ...wrong];
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
