import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { aws_kinesisfirehose as firehose, aws_rds as rds } from 'aws-cdk-lib';
import { REPLACING_PROPERTIES, replacingProperties } from '../../src/releases/replacement';
import { testStack } from '../support/apps';

test('the table names the properties that CloudFormation documents as replacing', async () => {
  const spec = await loadAwsServiceSpec();
  const documented = Object.keys(REPLACING_PROPERTIES).map((type) => {
    const resource = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
    const replacing = Object.entries(resource.properties).filter(([, property]) => property.causesReplacement === 'yes');
    return [type, replacing.map(([name]) => name).sort()];
  });
  expect(Object.fromEntries(documented)).toEqual(REPLACING_PROPERTIES);
});

test('a property is found whose name begins with an abbreviation', () => {
  const stack = testStack();
  const cluster = new rds.CfnDBCluster(stack, 'Cluster', { engine: 'aurora-postgresql', dbClusterIdentifier: 'shop', dbSubnetGroupName: 'inside', databaseName: 'orders', port: 5432 });
  expect(replacingProperties(cluster)).toEqual({ DBClusterIdentifier: 'shop', DBSubnetGroupName: 'inside', DatabaseName: 'orders' });
  const mskSourceConfiguration = { mskClusterArn: 'arn', topicName: 'a', authenticationConfiguration: { connectivity: 'PRIVATE', roleArn: 'arn' } };
  const stream = new firehose.CfnDeliveryStream(stack, 'Stream', { mskSourceConfiguration });
  expect(replacingProperties(stream)).toEqual({ MSKSourceConfiguration: mskSourceConfiguration });
});
