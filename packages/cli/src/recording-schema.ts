import type { Schema } from 'cdk-stagecraft/releases/ledger-schema';

const text: Schema = { type: 'string' };
const logicalId: Schema = { type: 'string', pattern: '^[A-Za-z0-9]{1,255}$' };
const construct: Schema = { type: 'string', pattern: '^[^/]+/.+$' };

function members(properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...optional } };
}

function map(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

/** What the command line needs of a recording; there may be more in it. */
export const RECORDING_SCHEMA: Schema = members({
  version: { const: 1 },
  api: construct,
  ledger: text,
  head: members({
    protocol: { enum: ['REST', 'HTTP', 'WEBSOCKET'] },
    resource: logicalId,
    deployment: logicalId,
    functions: { type: 'object', propertyNames: construct, additionalProperties: { $ref: '#/definitions/function' } },
    handlers: { type: 'array', items: construct },
    variables: { type: 'array', items: text },
  }, {
    authorizers: { type: 'object', propertyNames: construct, additionalProperties: { enum: ['only', 'too'] } },
  }),
  stages: map(members({ resource: logicalId, pinned: { type: 'boolean' }, aliasName: {}, variables: { type: 'object' } })),
  stacks: map(members({}, { stackName: text, parent: text, resource: logicalId })),
});
