import { App, aws_lambda as lambda, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Authorizer, RestApi, type RestApiProps } from '../../src';

/** An app without what tests never read. */
export function testApp(): App {
  return new App({ treeMetadata: false, analyticsReporting: false });
}

/** A stack in an app of its own. */
export function testStack(props: StackProps = {}, id = 'Shop'): Stack {
  return new Stack(testApp(), id, props);
}

/** An API that warns of nothing. */
export function testApi(scope: Construct = testStack(), props: RestApiProps = {}): RestApi {
  return new RestApi(scope, 'Orders', { authorizer: Authorizer.iam(), ...props });
}

/** A function that answers what it is told. */
export function testFunction(scope: Construct, id = 'List', props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(`exports.handler = async () => ({ statusCode: 200, body: '${id}' })`),
    ...props,
  });
}
