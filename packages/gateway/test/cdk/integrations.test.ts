import { aws_apigateway as apigateway, aws_elasticloadbalancingv2 as elb, aws_ec2 as ec2, aws_iam as iam, aws_stepfunctions as sfn, type Stack } from 'aws-cdk-lib';
import type { Integration } from '../../src/model/definition';
import { readStack, saidOf, testFunction } from '../support/cdk';
import { withoutSources } from '../support/read';

type Make = (stack: Stack) => apigateway.Integration;
const HERE = 'eu-west-1:123456789012';

test.each<[name: string, make: Make, want: Partial<Integration>]>([
  [
    'MockIntegration', () => new apigateway.MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
      integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': '{}' } }],
    }),
    {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      passthroughBehavior: 'NEVER',
      responses: [{ statusCode: '200', responseTemplates: { 'application/json': '{}' }, responseParameters: {} }],
    },
  ],
  ['HttpIntegration, proxy', () => new apigateway.HttpIntegration('https://x.example/a'), { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://x.example/a' }],
  [
    'HttpIntegration', () => new apigateway.HttpIntegration('https://x.example/{id}', {
      proxy: false,
      httpMethod: 'POST',
      options: {
        requestParameters: { 'integration.request.path.id': "'7'" },
        cacheKeyParameters: [],
        cacheNamespace: 'ns',
        integrationResponses: [{ statusCode: '502', selectionPattern: '5\\d{2}', contentHandling: apigateway.ContentHandling.CONVERT_TO_TEXT }],
      },
    }),
    {
      type: 'HTTP',
      httpMethod: 'POST',
      requestParameters: { 'integration.request.path.id': "'7'" },
      cacheNamespace: 'ns',
      responses: [{ statusCode: '502', selectionPattern: '5\\d{2}', contentHandling: 'CONVERT_TO_TEXT', responseParameters: {}, responseTemplates: {} }],
    },
  ],
  [
    'LambdaIntegration, proxy', (stack) => new apigateway.LambdaIntegration(testFunction(stack)),
    { type: 'AWS_PROXY', httpMethod: 'POST', uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:${HERE}:function:list/invocations` },
  ],
  [
    'LambdaIntegration', (stack) => new apigateway.LambdaIntegration(testFunction(stack), { proxy: false, requestTemplates: { 'application/json': '$input.body' } }),
    { type: 'AWS', httpMethod: 'POST', requestTemplates: { 'application/json': '$input.body' } },
  ],
  [
    'AwsIntegration of an action', () => new apigateway.AwsIntegration({ service: 'dynamodb', action: 'GetItem', options: { credentialsPassthrough: true } }),
    { type: 'AWS', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem', credentials: 'arn:aws:iam::*:user/*' },
  ],
  [
    'AwsIntegration of a path', (stack) => new apigateway.AwsIntegration({
      service: 's3',
      path: 'bucket/{key}',
      integrationHttpMethod: 'GET',
      options: { credentialsRole: new iam.Role(stack, 'Role', { roleName: 'reader', assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') }) },
    }),
    { type: 'AWS', httpMethod: 'GET', uri: 'arn:aws:apigateway:eu-west-1:s3:path/bucket/{key}', credentials: 'arn:aws:iam::123456789012:role/reader' },
  ],
  [
    'StepFunctionsIntegration', (stack) => apigateway.StepFunctionsIntegration.startExecution(new sfn.StateMachine(stack, 'Machine', {
      stateMachineName: 'orders', stateMachineType: sfn.StateMachineType.EXPRESS, definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Pass')),
    })),
    {
      type: 'AWS',
      uri: 'arn:aws:apigateway:eu-west-1:states:action/StartSyncExecution',
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': expect.stringContaining(`arn:aws:states:${HERE}:stateMachine:orders`) },
    },
  ],
  [
    'a VPC link', (stack) => new apigateway.Integration({
      type: apigateway.IntegrationType.HTTP_PROXY,
      integrationHttpMethod: 'ANY',
      options: {
        connectionType: apigateway.ConnectionType.VPC_LINK,
        vpcLink: new apigateway.VpcLink(stack, 'Link', {
          targets: [new elb.NetworkLoadBalancer(stack, 'Balancer', { vpc: new ec2.Vpc(stack, 'Vpc'), loadBalancerName: 'lb' })],
        }),
      },
    }),
    { type: 'HTTP_PROXY', httpMethod: 'ANY', connectionType: 'VPC_LINK', connectionId: expect.stringMatching(/^[0-9a-z]{10}$/), uri: 'http://lb.elb.eu-west-1.amazonaws.com' },
  ],
  [
    'a timeout', (stack) => new apigateway.LambdaIntegration(testFunction(stack), { timeout: { toMilliseconds: () => 5000, isUnresolved: () => false } as never }),
    { timeoutInMillis: 5000 },
  ],
])('%s', (_, make, want) => {
  const model = readStack((stack) => {
    new apigateway.RestApi(stack, 'Api').root.addMethod('GET', make(stack));
  });
  expect(saidOf(model)).toEqual([]);
  expect(withoutSources(model.rest[0].definition.methods[0].integration)).toMatchObject(want);
});
