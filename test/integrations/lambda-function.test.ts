import { Aws, aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { Integration } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { documentOf, synthesize } from '../support/synthesize';

function uriOf(make: (stack: ReturnType<typeof testStack>) => lambda.IFunction, env?: { account: string; region: string }): unknown {
  const stack = testStack({ env });
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.lambdaFunction(make(stack)));
  api.addStage('dev');
  return documentOf(synthesize(stack)).paths['/a'].get['x-amazon-apigateway-integration'].uri;
}

const before = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/';

test('a function follows its stage', () => {
  expect(uriOf((stack) => testFunction(stack))).toEqual({ 'Fn::Sub': `${before}\${List125D1B59.Arn}:\${!stageVariables.lambdaAlias}/invocations` });
});

test('a singleton function follows its stage', () => {
  const uri = uriOf((stack) => new lambda.SingletonFunction(stack, 'One', {
    uuid: 'a', runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
  }));
  expect(uri).toEqual({ 'Fn::Sub': `${before}\${SingletonLambdaa43CF2FD2.Arn}:\${!stageVariables.lambdaAlias}/invocations` });
});

test('an alias is invoked as given', () => {
  expect(uriOf((stack) => testFunction(stack).addAlias('live'))).toEqual({ 'Fn::Sub': `${before}\${ListAliaslive11722E67}/invocations` });
});

test('a version is invoked as given', () => {
  expect(uriOf((stack) => testFunction(stack).currentVersion)).toEqual({
    'Fn::Sub': expect.stringMatching(/functions\/\$\{ListCurrentVersion[0-9A-Za-z]+\}\/invocations$/),
  });
});

test('an imported function is invoked as given', () => {
  const env = { account: '111122223333', region: 'eu-west-1' };
  const arn = `arn:${Aws.PARTITION}:lambda:eu-west-1:111122223333:function:imported`;
  expect(uriOf((stack) => lambda.Function.fromFunctionArn(stack, 'Imported', arn), env)).toEqual({
    'Fn::Sub': 'arn:${AWS::Partition}:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:eu-west-1:111122223333:function:imported/invocations',
  });
});

test('the integration is a proxy that is called with POST', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('ANY /a', Integration.lambdaFunction(testFunction(stack), { timeout: Duration.seconds(3) }));
  api.addStage('dev');
  expect(documentOf(synthesize(stack)).paths['/a']['x-amazon-apigateway-any-method']['x-amazon-apigateway-integration']).toEqual({
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: expect.anything(),
    timeoutInMillis: 3000,
  });
});
