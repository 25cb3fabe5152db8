import type { JsonObject } from '../../src/json';
import { modelOf, withoutSources } from '../support/read';

const fn = (properties: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'list', Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'code' }, ...properties },
  Metadata: metadata,
});
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:list';

function read(resources: JsonObject) {
  const { lambda, diagnostics } = modelOf({ Resources: resources }, { files: { 'abc.zip': '', 'path.zip': '' } });
  return { ...lambda, said: diagnostics.map(({ code, where }) => `${code} ${where.logicalId} ${where.property}`) };
}

test('a function', () => {
  const { functions } = read({ List: fn() });
  expect(withoutSources(functions)).toEqual([{
    arn: ARN,
    name: 'list',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    code: { kind: 'inline', text: 'code' },
    environment: {},
    timeoutInSeconds: 3,
    memorySizeInMb: 128,
    layers: [],
    architectures: ['x86_64'],
  }]);
  expect(functions[0].source).toEqual({ template: 'Shop.template.json', logicalId: 'List' });
});

test('all settings of a function', () => {
  const { functions: [given], said } = read({
    Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { LayerName: 'deps', Content: { S3Bucket: 'b', S3Key: 'abc.zip' } } },
    List: fn({
      Environment: { Variables: { TABLE: { Ref: 'Table' }, N: 1 } },
      Timeout: '10',
      MemorySize: 512,
      Architectures: ['arm64'],
      ReservedConcurrentExecutions: 0,
      Layers: [{ Ref: 'Layer' }, 'arn:aws:lambda:eu-west-1:1:layer:other:2'],
    }),
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
  });
  expect(said).toEqual([]);
  expect(given).toMatchObject({
    environment: { TABLE: 'orders', N: '1' },
    timeoutInSeconds: 10,
    memorySizeInMb: 512,
    architectures: ['arm64'],
    reservedConcurrentExecutions: 0,
    layers: [
      { arn: expect.stringMatching(/^arn:aws:lambda:eu-west-1:123456789012:layer:deps:\d+$/), code: { kind: 'archive', path: 'abc.zip' } },
      { arn: 'arn:aws:lambda:eu-west-1:1:layer:other:2' },
    ],
  });
});

test.each<[name: string, resource: JsonObject, want: JsonObject, said: string[]]>([
  ['an asset', fn({ Code: { S3Bucket: 'b', S3Key: 'abc.zip' } }), { kind: 'archive', path: 'abc.zip' }, []],
  ['a local path', fn({ Code: 'abc.zip' }), { kind: 'archive', path: 'abc.zip' }, []],
  ['a path in the metadata', fn({ Code: { S3Bucket: 'b', S3Key: 'x' } }, { 'aws:asset:path': 'path.zip' }), { kind: 'archive', path: 'path.zip' }, []],
  ['an object elsewhere', fn({ Code: { S3Bucket: 'b', S3Key: 'x' } }), { kind: 's3', bucket: 'b', key: 'x' }, ['unreadable-file List /Properties/Code']],
  ['nothing', fn({ Code: {} }), { kind: 's3', bucket: '', key: '' }, ['unreadable-file List /Properties/Code']],
  ['an image', fn({ PackageType: 'Image', Code: { ImageUri: 'x:1' } }), { kind: 'image', uri: 'x:1' }, []],
])('code: %s', (_, List, want, wanted) => {
  const { functions: [{ code }], said } = read({ List });
  expect(code).toEqual(want);
  expect(said).toEqual(wanted);
});

test('versions and aliases', () => {
  const { functions, versions: [first, second], aliases, said } = read({
    List: fn(),
    First: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'List' } } },
    Second: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { 'Fn::GetAtt': ['List', 'Arn'] } } },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: 'live',
        FunctionName: { Ref: 'List' },
        FunctionVersion: { 'Fn::GetAtt': ['First', 'Version'] },
        RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: { 'Fn::GetAtt': ['Second', 'Version'] }, FunctionWeight: 0.1 }] },
      },
    },
  });
  expect(said).toEqual([]);
  expect(first.version).not.toBe(second.version);
  expect([first, second].map(({ arn, version }) => [arn, version])).toEqual([[`${ARN}:${first.version}`, first.version], [`${ARN}:${second.version}`, second.version]]);
  expect(first.function).toBe(functions[0]);
  expect(withoutSources(aliases)).toEqual([{
    arn: `${ARN}:live`, name: 'live', functionArn: ARN, functionVersion: first.version, additionalVersionWeights: { [second.version]: 0.1 },
  }]);
});

test('a version of a function that is elsewhere', () => {
  const { versions, said } = read({ V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: 'other' } } });
  expect(versions).toEqual([]);
  expect(said).toEqual(['unknown-reference V /Properties/FunctionName']);
});

test('permissions', () => {
  const { permissions } = read({
    List: fn(),
    Live: { Type: 'AWS::Lambda::Alias', Properties: { Name: 'live', FunctionName: { Ref: 'List' }, FunctionVersion: '$LATEST' } },
    ByName: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'List' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', SourceArn: 'arn:x', SourceAccount: '1' } },
    ByArn: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Live' }, Action: 'lambda:*', Principal: '*' } },
  });
  expect(withoutSources(permissions)).toEqual([
    { functionArn: ARN, action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com', sourceArn: 'arn:x', sourceAccount: '1' },
    { functionArn: `${ARN}:live`, action: 'lambda:*', principal: '*' },
  ]);
});

test('user pools and log groups', () => {
  const { userPools, logGroups } = modelOf({ Resources: { Pool: { Type: 'AWS::Cognito::UserPool' }, Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/api' } } } });
  expect(withoutSources(userPools)).toEqual([{ id: expect.stringMatching(/^eu-west-1_\w{10}$/), arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${userPools[0].id}` }]);
  expect(withoutSources(logGroups)).toEqual([{ name: '/api', arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/api' }]);
});
