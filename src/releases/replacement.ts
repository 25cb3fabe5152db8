import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { overridesOf } from '../private/overrides';
import { referredResources } from '../private/references';
import { sortedEntries } from '../private/sorted';

/**
 * The properties whose change makes CloudFormation replace a resource, for the types that an API's document points at. A replaced
 * resource has another ARN behind the same reference, so these belong to the content of a deployment.
 */
export const REPLACING_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': [],
  'AWS::ApiGateway::VpcLink': ['TargetArns'],
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::ApiGatewayV2::VpcLink': ['SecurityGroupIds', 'SubnetIds'],
  'AWS::CloudFront::Distribution': [],
  'AWS::Cognito::UserPool': [],
  'AWS::DynamoDB::GlobalTable': ['KeySchema', 'LocalSecondaryIndexes', 'TableName'],
  'AWS::DynamoDB::Table': ['ImportSourceSpecification', 'KeySchema', 'TableName'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::EC2::VPC': ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv4NetmaskLength', 'VpcEncryptionControl'],
  'AWS::EC2::VPCEndpoint': ['ResourceConfigurationArn', 'ServiceName', 'ServiceNetworkArn', 'ServiceRegion', 'VpcEndpointType', 'VpcId'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name', 'Scheme', 'Type'],
  'AWS::Events::EventBus': ['EventSourceName', 'Name'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::KMS::Key': [],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::KinesisFirehose::DeliveryStream': [
    'DatabaseSourceConfiguration', 'DeliveryStreamName', 'DeliveryStreamType', 'DirectPutSourceConfiguration', 'KinesisStreamSourceConfiguration',
    'MSKSourceConfiguration',
  ],
  'AWS::Lambda::Alias': ['FunctionName', 'Name'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType', 'TenancyConfig'],
  'AWS::Lambda::Version': ['CodeSha256', 'Description', 'FunctionName', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
  'AWS::RDS::DBCluster': [
    'AvailabilityZones', 'ClusterScalabilityType', 'DBClusterIdentifier', 'DBSubnetGroupName', 'DBSystemId', 'DatabaseName', 'EngineMode',
    'KmsKeyId', 'PubliclyAccessible', 'RestoreToTime', 'RestoreType', 'SnapshotIdentifier', 'SourceDBClusterIdentifier',
    'SourceDbClusterResourceId', 'SourceRegion', 'StorageEncrypted', 'UseLatestRestorableTime',
  ],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::SNS::Topic': ['FifoTopic', 'TopicName'],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

/**
 * What decides, for each resource that some values refer to, whether CloudFormation keeps it, by construct path. Resources of other
 * types than the table's stand with all their properties: one deployment too many is better than a stage that calls a deleted ARN.
 */
export function replacementIdentities(scope: IConstruct, values: unknown[]): Record<string, unknown> {
  const identities: Record<string, unknown> = {};
  const pending = referredResources(scope, values);
  for (let resource = pending.pop(); resource; resource = pending.pop()) {
    if (resource.node.path in identities) continue;
    const properties = replacingProperties(resource);
    identities[resource.node.path] = Stack.of(resource).resolve(properties);
    pending.push(...referredResources(resource, Object.values(properties)));
  }
  return Object.fromEntries(sortedEntries(identities));
}

/** The properties of a resource that decide whether CloudFormation keeps it. */
export function replacingProperties(resource: CfnResource): Record<string, unknown> {
  const names = REPLACING_PROPERTIES[resource.cfnResourceType];
  if (names) return propertiesOf(resource, names);
  const { Tags: _tags, ...properties } = renderedProperties(resource);
  return properties;
}

/** All properties of a resource, as the template has them. */
export function renderedProperties(resource: CfnResource): Record<string, unknown> {
  const template = Stack.of(resource).resolve((resource as unknown as { _toCloudFormation(): object })._toCloudFormation());
  const [{ Properties = {} }] = Object.values<{ Properties?: Record<string, unknown> }>(template.Resources);
  return Properties;
}

/** Some properties with their tokens in place, as far as they are set; overrides come first, as in the template. */
function propertiesOf(resource: CfnResource, names: readonly string[]): Record<string, unknown> {
  const attributes = resource as unknown as Record<string, unknown>;
  const overrides = overridesOf(resource);
  const valueOf = (name: string) => overrides[name] ?? attributes[attributeName(name)];
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]).filter(([, value]) => value !== undefined));
}

/** What the CDK calls a property: `DBClusterIdentifier` is `dbClusterIdentifier`. */
function attributeName(property: string): string {
  return property.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}
