import type { Resource } from '../resource';
import type { Pattern, StandIn, StandIns } from './stand-in';

const arn = (service: string, resource: string) => `arn:{partition}:${service}:{region}:{account}:${resource}`;
const byName = (name: string, service: string, resource: string): StandIn => ({ name, attributes: { Arn: arn(service, resource) } });

/** Roles, users and policies have a path before their name. */
const iamArn = (kind: string, name: string): Pattern => (resource) =>
  `arn:${resource.stack.partition}:iam::${resource.stack.account}:${kind}${resource.get('Path').text() ?? '/'}${resource.nameFrom(name)}`;

const QUEUE_URL = 'https://sqs.{region}.{suffix}/{account}/{name}';
const STATE_MACHINE = arn('states', 'stateMachine:{name}');
const LOAD_BALANCER = arn('elasticloadbalancing', 'loadbalancer/net/{name}/{id}');

/** The types of other services that APIs and their functions point at. */
export const SERVICES: StandIns = {
  'AWS::CertificateManager::Certificate': { ref: arn('acm', 'certificate/{id}') },
  'AWS::CloudFormation::Stack': { ref: arn('cloudformation', 'stack/{name}/{id}') },
  'AWS::Cognito::UserPool': {
    ref: '{region}_{id}',
    attributes: {
      Arn: arn('cognito-idp', 'userpool/{region}_{id}'),
      UserPoolId: '{region}_{id}',
      ProviderName: 'cognito-idp.{region}.{suffix}/{region}_{id}',
      ProviderURL: 'https://cognito-idp.{region}.{suffix}/{region}_{id}',
    },
  },
  'AWS::Cognito::UserPoolClient': { ref: '{id}', attributes: { ClientId: '{id}', ClientSecret: '{id}', Name: '{name}' } },
  'AWS::Cognito::UserPoolDomain': { name: 'Domain' },
  'AWS::DynamoDB::GlobalTable': {
    name: 'TableName', attributes: { Arn: arn('dynamodb', 'table/{name}'), StreamArn: arn('dynamodb', 'table/{name}/stream/local'), TableId: '{id}' },
  },
  'AWS::DynamoDB::Table': { name: 'TableName', attributes: { Arn: arn('dynamodb', 'table/{name}'), StreamArn: arn('dynamodb', 'table/{name}/stream/local') } },
  'AWS::EC2::SecurityGroup': { ref: 'sg-{id}', attributes: { GroupId: 'sg-{id}', VpcId: (group) => group.get('VpcId').text() ?? '' } },
  'AWS::EC2::Subnet': { ref: 'subnet-{id}', attributes: { SubnetId: 'subnet-{id}', CidrBlock: (subnet) => subnet.get('CidrBlock').text() ?? '' } },
  'AWS::EC2::VPC': { ref: 'vpc-{id}', attributes: { VpcId: 'vpc-{id}', CidrBlock: (vpc) => vpc.get('CidrBlock').text() ?? '' } },
  'AWS::EC2::VPCEndpoint': { ref: 'vpce-{id}', attributes: { Id: 'vpce-{id}' } },
  'AWS::ElasticLoadBalancingV2::Listener': { ref: arn('elasticloadbalancing', 'listener/net/{id}'), attributes: { ListenerArn: arn('elasticloadbalancing', 'listener/net/{id}') } },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    name: 'Name',
    ref: LOAD_BALANCER,
    attributes: {
      LoadBalancerArn: LOAD_BALANCER,
      DNSName: '{name}.elb.{region}.{suffix}',
      LoadBalancerName: '{name}',
      LoadBalancerFullName: 'net/{name}/{id}',
      CanonicalHostedZoneID: 'ZLOCAL',
    },
  },
  'AWS::Events::EventBus': byName('Name', 'events', 'event-bus/{name}'),
  'AWS::IAM::ManagedPolicy': { ref: iamArn('policy', 'ManagedPolicyName'), attributes: { PolicyArn: iamArn('policy', 'ManagedPolicyName') } },
  'AWS::IAM::Role': { name: 'RoleName', attributes: { Arn: iamArn('role', 'RoleName'), RoleId: '{id}' } },
  'AWS::IAM::User': { name: 'UserName', attributes: { Arn: iamArn('user', 'UserName') } },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::KMS::Key': { ref: '{id}', attributes: { Arn: arn('kms', 'key/{id}'), KeyId: '{id}' } },
  'AWS::Kinesis::Stream': byName('Name', 'kinesis', 'stream/{name}'),
  'AWS::KinesisFirehose::DeliveryStream': byName('DeliveryStreamName', 'firehose', 'deliverystream/{name}'),
  'AWS::Logs::LogGroup': { name: 'LogGroupName', attributes: { Arn: arn('logs', 'log-group:{name}:*') } },
  'AWS::Route53::HostedZone': { ref: 'Z{id}', attributes: { Id: 'Z{id}' } },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    ref: bucketName,
    attributes: {
      Arn: (bucket) => `arn:${bucket.stack.partition}:s3:::${bucketName(bucket)}`,
      DomainName: (bucket) => `${bucketName(bucket)}.s3.${bucket.stack.urlSuffix}`,
      RegionalDomainName: (bucket) => `${bucketName(bucket)}.s3.${bucket.stack.region}.${bucket.stack.urlSuffix}`,
      WebsiteURL: (bucket) => `http://${bucketName(bucket)}.s3-website-${bucket.stack.region}.${bucket.stack.urlSuffix}`,
    },
  },
  'AWS::SNS::Topic': { name: 'TopicName', ref: arn('sns', '{name}'), attributes: { TopicArn: arn('sns', '{name}'), TopicName: '{name}' } },
  'AWS::SQS::Queue': { name: 'QueueName', ref: QUEUE_URL, attributes: { Arn: arn('sqs', '{name}'), QueueName: '{name}', QueueUrl: QUEUE_URL } },
  'AWS::SSM::Parameter': { name: 'Name', attributes: { Type: 'String', Value: (parameter) => parameter.get('Value').text() ?? '' } },
  'AWS::SecretsManager::Secret': { name: 'Name', ref: arn('secretsmanager', 'secret:{name}'), attributes: { Id: arn('secretsmanager', 'secret:{name}') } },
  'AWS::StepFunctions::StateMachine': { name: 'StateMachineName', ref: STATE_MACHINE, attributes: { Arn: STATE_MACHINE, Name: '{name}' } },
  'AWS::WAFv2::WebACL': { name: 'Name', ref: '{name}|{id}|REGIONAL', attributes: { Arn: arn('wafv2', 'regional/webacl/{name}/{id}'), Id: '{id}' } },
};

function bucketName(bucket: Resource): string {
  return bucket.nameFrom('BucketName').toLowerCase();
}
