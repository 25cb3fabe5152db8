import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { REPLACING_PROPERTIES } from '../../src/releases/replacement';

test('the table names the properties that CloudFormation documents as replacing', async () => {
  const spec = await loadAwsServiceSpec();
  const documented = Object.keys(REPLACING_PROPERTIES).map((type) => {
    const resource = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
    const replacing = Object.entries(resource.properties).filter(([, property]) => property.causesReplacement === 'yes');
    return [type, replacing.map(([name]) => name).sort()];
  });
  expect(Object.fromEntries(documented)).toEqual(REPLACING_PROPERTIES);
});
