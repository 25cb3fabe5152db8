import { CfnResource } from 'aws-cdk-lib';
import { testStack } from '../../../test/support/apps';
import { synthesize } from '../../../test/support/synthesize';

test('the lane holds each template against the rules of the CDK', () => {
  const stack = testStack();
  new CfnResource(stack, 'Stage', { type: 'AWS::ApiGateway::Stage', properties: { StageName: 'dev' } });
  expect(() => synthesize(stack)).toThrow("'RestApiId' is a required property");
});
