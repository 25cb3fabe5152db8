import { modelOf } from './support/read';

/** What SAM's transform makes of an API with a function, its implicit stage and a Lambda authorizer. */
const TRANSFORMED = {
  Parameters: { StageName: { Type: 'String', Default: 'prod' } },
  Resources: {
    ServerlessRestApi: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          info: { version: '1.0', title: { Ref: 'AWS::StackName' } },
          paths: {
            '/orders/{id}': {
              get: {
                'x-amazon-apigateway-integration': {
                  httpMethod: 'POST',
                  type: 'aws_proxy',
                  uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${List.Arn}/invocations' },
                },
                'responses': {},
                'security': [{ Auth: [] }],
              },
              options: {
                'x-amazon-apigateway-integration': {
                  type: 'mock',
                  requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
                  responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{}\n' }, responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" } } },
                },
                'consumes': ['application/json'],
                'produces': ['application/json'],
                'responses': { 200: { description: 'Default response for CORS method', headers: { 'Access-Control-Allow-Origin': { type: 'string' } } } },
              },
            },
          },
          swagger: '2.0',
          securityDefinitions: {
            Auth: {
              'in': 'header',
              'type': 'apiKey',
              'name': 'Authorization',
              'x-amazon-apigateway-authtype': 'custom',
              'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: { 'Fn::Sub': ['arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations', { __FunctionArn__: { 'Fn::GetAtt': ['List', 'Arn'] } }] } },
            },
          },
        },
        EndpointConfiguration: { Types: ['REGIONAL'] },
        Parameters: { endpointConfigurationTypes: 'REGIONAL' },
      },
    },
    ServerlessRestApiDeployment1a2b3c4d5e: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { Description: 'RestApi deployment id: 1a2b3c4d5e', RestApiId: { Ref: 'ServerlessRestApi' }, StageName: 'Stage' },
    },
    ServerlessRestApiProdStage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { DeploymentId: { Ref: 'ServerlessRestApiDeployment1a2b3c4d5e' }, RestApiId: { Ref: 'ServerlessRestApi' }, StageName: { Ref: 'StageName' } },
    },
    List: {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: { S3Bucket: 'b', S3Key: 'abc' }, Handler: 'index.handler', Runtime: 'nodejs22.x', FunctionName: 'list', Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }] },
      Metadata: { SamResourceId: 'List' },
    },
    ListPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'List' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': ['arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/orders/*', { __Stage__: '*', __ApiId__: { Ref: 'ServerlessRestApi' } }] },
      },
    },
  },
};

test('SAM\'s transformed output', () => {
  const { rest: [api], lambda, diagnostics } = modelOf(TRANSFORMED, { files: { abc: '' } });
  expect(diagnostics).toEqual([]);
  expect(api).toMatchObject({ name: 'Shop', endpoint: { type: 'REGIONAL' } });
  expect(api.stages.map(({ name, deploymentId }) => [name, deploymentId])).toEqual(['Stage', 'prod'].map((name) => [name, Object.keys(api.deployments)[0]]));
  expect(api.definition.methods).toMatchObject([
    { httpMethod: 'GET', path: '/orders/{id}', authorizationType: 'CUSTOM', authorizer: 'Auth', integration: { type: 'AWS_PROXY', uri: expect.stringContaining(lambda.functions[0].arn) } },
    { httpMethod: 'OPTIONS', integration: { type: 'MOCK', responses: [{ statusCode: '200' }] }, methodResponses: [{ statusCode: '200' }] },
  ]);
  expect(lambda.permissions[0].sourceArn).toBe(`arn:aws:execute-api:eu-west-1:123456789012:${api.id}/*/GET/orders/*`);
});
