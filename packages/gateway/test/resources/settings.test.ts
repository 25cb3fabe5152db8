import type { Json, JsonObject } from '../../src/json';
import { importOf, modelOf, withoutSources } from '../support/read';

const document = (rest: JsonObject = {}): JsonObject => ({ openapi: '3.0.1', info: { title: 'Orders', version: '1' }, paths: {}, ...rest });
const ARN = expect.stringMatching(/^arn:aws:execute-api:eu-west-1:123456789012:[0-9a-z]{10}\/\*\/GET\/a$/);

test.each<[name: string, body: JsonObject | undefined, properties: JsonObject, want: JsonObject]>([
  ['nothing', undefined, {}, { binaryMediaTypes: [], apiKeySource: 'HEADER' }],
  [
    'properties', undefined, { BinaryMediaTypes: ['image~1png'], MinimumCompressionSize: 10, ApiKeySourceType: 'AUTHORIZER' },
    { binaryMediaTypes: ['image/png'], minimumCompressionSize: 10, apiKeySource: 'AUTHORIZER' },
  ],
  [
    'extensions',
    { 'x-amazon-apigateway-binary-media-types': ['a/b'], 'x-amazon-apigateway-minimum-compression-size': 0, 'x-amazon-apigateway-api-key-source': 'AUTHORIZER' }, {},
    { binaryMediaTypes: ['a/b'], minimumCompressionSize: 0, apiKeySource: 'AUTHORIZER' },
  ],
  ['properties beside a body', {}, { MinimumCompressionSize: 10 }, { binaryMediaTypes: [], minimumCompressionSize: 10, apiKeySource: 'HEADER' }],
  ['binary media types are merged', { 'x-amazon-apigateway-binary-media-types': ['a/b'] }, { BinaryMediaTypes: ['a/b', 'c/d'] }, { binaryMediaTypes: ['a/b', 'c/d'], apiKeySource: 'HEADER' }],
  [
    'unless the body overwrites them', { 'x-amazon-apigateway-binary-media-types': ['a/b'] }, { BinaryMediaTypes: ['c/d'], Mode: 'overwrite' },
    { binaryMediaTypes: ['a/b'], apiKeySource: 'HEADER' },
  ],
])('settings: %s', (_, body, properties, want) => {
  const { api } = importOf(body ? document(body) : null, properties);
  expect(withoutSources(api.definition.settings)).toEqual(want);
});

test.each<[name: string, statement: Json, want: unknown]>([
  ['a short resource', { Resource: 'execute-api:/*/GET/a' }, [{ Resource: ARN }]],
  ['several', { Resource: ['execute-api:/*/GET/a'] }, [{ Resource: [ARN] }]],
  ['what it is not for', { NotResource: 'execute-api:/*/GET/a' }, [{ NotResource: ARN }]],
  ['without a slash', { Resource: 'execute-api:*/GET/a' }, [{ Resource: ARN }]],
  ['a whole ARN', { Resource: 'arn:aws:execute-api:x', Condition: { A: 1 } }, [{ Resource: 'arn:aws:execute-api:x', Condition: { A: 1 } }]],
])('a policy with %s', (_, statement, want) => {
  const policy = { Version: '2012-10-17', Statement: [statement] };
  for (const { api } of [importOf(null, { Policy: policy }), importOf(document({ 'x-amazon-apigateway-policy': policy })), importOf(null, { Policy: JSON.stringify(policy) })]) {
    expect(api.definition.settings.policy).toEqual({ Version: '2012-10-17', Statement: want });
  }
});

test.each<[name: string, body: JsonObject | undefined, properties: JsonObject, want: JsonObject]>([
  ['nothing', undefined, {}, { type: 'EDGE', vpcEndpointIds: [], disableExecuteApiEndpoint: false }],
  [
    'properties', undefined, { EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1'] }, DisableExecuteApiEndpoint: true },
    { type: 'PRIVATE', vpcEndpointIds: ['vpce-1'], disableExecuteApiEndpoint: true },
  ],
  ['the import\'s parameter', {}, { Parameters: { endpointConfigurationTypes: 'REGIONAL' } }, { type: 'REGIONAL', vpcEndpointIds: [], disableExecuteApiEndpoint: false }],
  [
    'a server\'s extension', { servers: [{ 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true, vpcEndpointIds: ['vpce-2'] } }] },
    { EndpointConfiguration: { VpcEndpointIds: ['vpce-1'] } }, { type: 'EDGE', vpcEndpointIds: ['vpce-1', 'vpce-2'], disableExecuteApiEndpoint: true },
  ],
])('endpoint: %s', (_, body, properties, want) => {
  expect(importOf(body ? document(body) : null, properties).api.endpoint).toEqual(want);
});

test('the extension of Swagger 2 is at the root', () => {
  const { api } = importOf({ 'swagger': '2.0', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } });
  expect(api.endpoint.disableExecuteApiEndpoint).toBe(true);
});

test.each<[name: string, properties: JsonObject, want: string]>([
  ['its title', { Body: document(), Name: 'Other' }, 'Orders'],
  ['its name', { Name: 'Other' }, 'Other'],
  ['nothing', {}, 'Api'],
])('an API is called by %s', (_, Properties, want) => {
  expect(modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties } } }).rest[0].name).toBe(want);
});

test('account, region and ARN', () => {
  const { rest: [api] } = modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi' } } }, { account: '1', region: 'cn-north-1' });
  expect(api).toMatchObject({ account: '1', region: 'cn-north-1', executeApiArn: `arn:aws-cn:execute-api:cn-north-1:1:${api.id}` });
});

describe('where the document is', () => {
  const yaml = 'openapi: 3.0.1\ninfo: {title: Orders, version: "1"}\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}';
  const files = { 'orders.yaml': yaml, 'list.json': '[]' };

  test.each<[name: string, properties: JsonObject]>([
    ['in the body, as a text', { Body: yaml }],
    ['in the body, as a function of a text', { Body: { 'Fn::Sub': yaml } }],
    ['in the body, included', { Body: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'orders.yaml' } } } }],
    ['in a bucket', { BodyS3Location: { Bucket: 'b', Key: 'orders.yaml' } }],
    ['in a file', { BodyS3Location: 'orders.yaml' }],
    ['in all properties, included', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'properties.yaml' } } }],
  ])('%s', (_, Properties) => {
    const properties = JSON.stringify({ Body: yaml });
    const { rest: [api], diagnostics } = modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties } } }, { files: { ...files, 'properties.yaml': properties } });
    expect(diagnostics).toEqual([]);
    expect(api.definition.methods.map(({ path }) => path)).toEqual(['/a']);
  });

  test.each<[name: string, properties: JsonObject, said: string]>([
    ['nowhere', { BodyS3Location: { Bucket: 'b', Key: 'x' } }, 'unreadable-file /Properties/BodyS3Location'],
    ['a list', { BodyS3Location: 'list.json' }, 'unreadable-file /Properties/BodyS3Location'],
    ['no document', { Body: 'a: b: c' }, 'invalid-document /Properties/Body'],
    ['empty', { Body: {} }, 'invalid-document /Properties/Body'],
    ['a number', { Body: 7 }, 'invalid-value /Properties/Body'],
  ])('%s', (_, Properties, said) => {
    const { rest, diagnostics } = modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties } } }, { files });
    expect(rest).toHaveLength(1);
    expect(diagnostics.map(({ code, where }) => `${code} ${where.property}`)).toContain(said);
  });
});
