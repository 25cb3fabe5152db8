import type { Json, JsonObject } from '../../src/json';
import { evaluated } from '../support/read';

const HERE = 'eu-west-1:123456789012';
const ID = '[0-9a-z]{10}';

/** Types with what `Ref` and `Fn::GetAtt` give; `#` is an id. */
test.each<[type: string, properties: JsonObject, ref: string, attributes?: Record<string, string>]>([
  ['AWS::ApiGateway::ApiKey', {}, '#', { APIKeyId: '#' }],
  ['AWS::ApiGateway::Model', { Name: 'Order' }, 'Order'],
  ['AWS::ApiGateway::Model', {}, 'Subject1#'],
  ['AWS::ApiGateway::RestApi', {}, '#', { RestApiId: '#', RootResourceId: '#' }],
  ['AWS::ApiGateway::Stage', { StageName: 'dev' }, 'dev'],
  ['AWS::ApiGateway::DomainName', { DomainName: 'x.example' }, 'x.example', { RegionalDomainName: 'd-#.execute-api.eu-west-1.amazonaws.com', DomainNameArn: 'arn:aws:apigateway:eu-west-1::/domainnames/x.example' }],
  ['AWS::ApiGateway::DomainNameV2', { DomainName: 'x.example' }, `arn:aws:apigateway:${HERE}:/domainnames/x.example\\+#`],
  ['AWS::ApiGatewayV2::Api', {}, '#', { ApiEndpoint: 'https://#.execute-api.eu-west-1.amazonaws.com' }],
  ['AWS::CertificateManager::Certificate', {}, `arn:aws:acm:${HERE}:certificate/#`],
  ['AWS::Cognito::UserPool', {}, 'eu-west-1_#', { Arn: `arn:aws:cognito-idp:${HERE}:userpool/eu-west-1_#`, ProviderURL: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_#' }],
  ['AWS::DynamoDB::Table', { TableName: 'orders' }, 'orders', { Arn: `arn:aws:dynamodb:${HERE}:table/orders` }],
  ['AWS::EC2::SecurityGroup', { VpcId: 'vpc-1' }, 'sg-#', { GroupId: 'sg-#', VpcId: 'vpc-1' }],
  ['AWS::EC2::Subnet', { CidrBlock: '10.0.1.0/24' }, 'subnet-#', { CidrBlock: '10.0.1.0/24' }],
  ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }, 'vpc-#', { VpcId: 'vpc-#', CidrBlock: '10.0.0.0/16' }],
  ['AWS::EC2::VPCEndpoint', {}, 'vpce-#', { Id: 'vpce-#' }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: 'lb' }, `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/net/lb/#`, { DNSName: 'lb.elb.eu-west-1.amazonaws.com' }],
  ['AWS::Events::EventBus', { Name: 'bus' }, 'bus', { Arn: `arn:aws:events:${HERE}:event-bus/bus` }],
  ['AWS::IAM::Role', {}, 'Shop-Subject1-#', { Arn: 'arn:aws:iam::123456789012:role/Shop-Subject1-#' }],
  ['AWS::IAM::Role', { RoleName: 'Reader', Path: '/shop/' }, 'Reader', { Arn: 'arn:aws:iam::123456789012:role/shop/Reader' }],
  ['AWS::IAM::User', { UserName: 'ana', Path: '/shop/' }, 'ana', { Arn: 'arn:aws:iam::123456789012:user/shop/ana' }],
  ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'Read', Path: '/shop/' }, 'arn:aws:iam::123456789012:policy/shop/Read'],
  ['AWS::KMS::Key', {}, '#', { Arn: `arn:aws:kms:${HERE}:key/#` }],
  ['AWS::Kinesis::Stream', { Name: 's' }, 's', { Arn: `arn:aws:kinesis:${HERE}:stream/s` }],
  ['AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamName: 's' }, 's', { Arn: `arn:aws:firehose:${HERE}:deliverystream/s` }],
  ['AWS::Lambda::Function', { FunctionName: 'list' }, 'list', { Arn: `arn:aws:lambda:${HERE}:function:list` }],
  ['AWS::Lambda::Function', {}, 'Shop-Subject1-#', { Arn: `arn:aws:lambda:${HERE}:function:Shop-Subject1-#` }],
  ['AWS::Lambda::Version', { FunctionName: 'list' }, `arn:aws:lambda:${HERE}:function:list:\\d+`, { Version: '\\d+' }],
  ['AWS::Lambda::Alias', { FunctionName: `arn:aws:lambda:${HERE}:function:list`, Name: 'live' }, `arn:aws:lambda:${HERE}:function:list:live`],
  ['AWS::Lambda::Alias', { FunctionName: '123456789012:function:list', Name: 'live' }, `arn:aws:lambda:${HERE}:function:list:live`],
  ['AWS::Lambda::LayerVersion', { LayerName: 'deps' }, `arn:aws:lambda:${HERE}:layer:deps:\\d+`],
  ['AWS::Logs::LogGroup', { LogGroupName: '/api' }, '/api', { Arn: `arn:aws:logs:${HERE}:log-group:/api:\\*` }],
  ['AWS::S3::Bucket', {}, 'shop-subject1-#', { Arn: 'arn:aws:s3:::shop-subject1-#', RegionalDomainName: 'shop-subject1-#.s3.eu-west-1.amazonaws.com' }],
  ['AWS::SNS::Topic', { TopicName: 'news' }, `arn:aws:sns:${HERE}:news`, { TopicName: 'news' }],
  ['AWS::SQS::Queue', { QueueName: 'jobs' }, 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs', { Arn: `arn:aws:sqs:${HERE}:jobs` }],
  ['AWS::SSM::Parameter', { Name: '/a', Value: 'b' }, '/a', { Value: 'b' }],
  ['AWS::SecretsManager::Secret', { Name: 's' }, `arn:aws:secretsmanager:${HERE}:secret:s`],
  ['AWS::StepFunctions::StateMachine', { StateMachineName: 'm' }, `arn:aws:states:${HERE}:stateMachine:m`, { Name: 'm' }],
])('%s %j', (Type, Properties, ref, attributes = {}) => {
  const value = { Ref: { Ref: 'Subject1' }, ...Object.fromEntries(Object.keys(attributes).map((name) => [name, { 'Fn::GetAtt': ['Subject1', name] }])) };
  const { value: given, said } = evaluated({ ...value, More: 1 }, { Resources: { Subject1: { Type, Properties } } });
  expect(said).toEqual([]);
  for (const [name, want] of Object.entries({ Ref: ref, ...attributes })) {
    expect((given as Record<string, Json>)[name]).toMatch(new RegExp(`^${want.replaceAll('#', ID).replaceAll('.', '\\.').replaceAll('\\.example', '.example')}$`));
  }
});

test('an unknown type has a name, and says so', () => {
  const { value, said } = evaluated({ Ref: 'Custom' }, { Resources: { Custom: { Type: 'Custom::Thing' } } });
  expect(value).toMatch(/^Shop-Custom-[0-9a-z]{10}$/);
  expect(said).toEqual(['unknown-type /Properties/Value/Ref']);
});

test('ids come from stack and logical id alone', () => {
  const ref = (Properties: JsonObject, key: string) => evaluated({ Ref: 'Api' }, { Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties } } }, { key }).value;
  expect(ref({ Name: 'a' }, 'Shop')).toBe(ref({ Name: 'b' }, 'Shop'));
  expect(ref({ Name: 'a' }, 'Shop')).not.toBe(ref({ Name: 'a' }, 'Shop2'));
});

test('resources whose names are each other\'s', () => {
  const queue = (of: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': [of, 'QueueName'] } } });
  const { said } = evaluated({ Ref: 'A' }, { Resources: { A: queue('B'), B: queue('A') } });
  expect(said).toEqual(['circular-reference /Properties/QueueName']);
});

const chain = (length: number, name: (next: string) => Json) => ({
  Resources: Object.fromEntries(Array.from({ length }, (_, index) => [`Q${index}`, {
    Type: 'AWS::SQS::Queue', Properties: { QueueName: index === length - 1 ? 'abcdefgh' : name(`Q${index + 1}`) },
  }])),
});

test('a name that doubles with each resource ends', () => {
  const { said } = evaluated({ 'Fn::GetAtt': ['Q0', 'QueueName'] }, chain(40, (next) => ({ 'Fn::Sub': `\${${next}.QueueName}\${${next}.QueueName}` })));
  expect(said).toContainEqual(expect.stringMatching(/^invalid-function .*QueueName.Fn::Sub$/));
});

test('a chain of references that is too long ends', () => {
  const { said } = evaluated({ 'Fn::GetAtt': ['Q0', 'QueueName'] }, chain(100, (next) => ({ 'Fn::GetAtt': [next, 'QueueName'] })));
  expect(said).toEqual(['circular-reference /Properties/QueueName']);
});

test('a chain of references that are deep in functions ends', () => {
  const deep = (value: Json, depth: number): Json => depth === 0 ? value : { 'Fn::Join': ['', [deep(value, depth - 1)]] };
  const { said } = evaluated({ 'Fn::GetAtt': ['Q0', 'QueueName'] }, chain(60, (next) => deep({ 'Fn::GetAtt': [next, 'QueueName'] }, 45)));
  expect(new Set(said)).toEqual(new Set(['circular-reference /Properties/QueueName']));
});
