import { aws_iam as iam, aws_ssm as ssm, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, IntegrationCredentials, MappingTemplate, RequestValue } from '../../../src';
import { type AwsServiceIntegrationOptions } from '../../../src/integrations/services/aws-service';
import { findingsOf, integrationOf } from '../../support/api-tests';
import { testApi, testStack } from '../../support/apps';
import { documentOf, resourcesOf, synthesize } from '../../support/synthesize';

const credentials = IntegrationCredentials.passthrough();
const anywhere = { 'Fn::Sub': expect.any(String) };
const failures = {
  '40[0-24-9]|4[1-9]\\d': { statusCode: '400', responseTemplates: { 'application/json': '{"message":"Bad Request"}' } },
  'default': { statusCode: '500', responseTemplates: { 'application/json': '{"message":"Internal server error"}' } },
};

test('an action, with what makes its request and answers', () => {
  expect(integrationOf('GET /settings/{name}', Integration.awsService({
    service: 'ssm',
    action: 'GetParameter',
    credentials,
    request: {
      headers: { 'Content-Type': RequestValue.literal('application/x-amz-json-1.1') },
      templates: { 'application/json': MappingTemplate.fromString('{"Name":"/shop/settings"}') },
    },
    responses: [{ templates: { 'application/json': MappingTemplate.fromString('$input.json(\'$.Parameter.Value\')') } }],
    timeout: Duration.seconds(5),
  }))).toEqual({
    type: 'aws',
    httpMethod: 'POST',
    uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:ssm:action/GetParameter' },
    credentials: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:user/*' },
    requestParameters: { 'integration.request.header.Content-Type': "'application/x-amz-json-1.1'" },
    requestTemplates: { 'application/json': '{"Name":"/shop/settings"}' },
    passthroughBehavior: 'never',
    timeoutInMillis: 5000,
    responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '$input.json(\'$.Parameter.Value\')' } } },
  });
});

test('a path, with variables of the route, of the request and of the stage', () => {
  expect(integrationOf('GET /docs/{doc}/{part}', Integration.awsService({
    service: 's3', path: '${stageVariables.bucket}/{tenant}/{doc}', httpMethod: 'GET', credentials, request: { path: { tenant: RequestValue.context('authorizer.tenant') } },
  }), { variables: { bucket: 'docs' } })).toEqual({
    type: 'aws',
    httpMethod: 'GET',
    uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:s3:path/${!stageVariables.bucket}/{tenant}/{doc}' },
    credentials: anywhere,
    requestParameters: { 'integration.request.path.doc': 'method.request.path.doc', 'integration.request.path.tenant': 'context.authorizer.tenant' },
    responses: { '2\\d{2}': { statusCode: '200' }, ...failures },
  });
});

test('a subdomain and another region', () => {
  const { uri } = integrationOf('GET /a', Integration.awsService({ service: 's3', subdomain: 'docs', path: 'a', region: 'eu-west-3', credentials }));
  expect(uri).toEqual({ 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:eu-west-3:docs.s3:path/a' });
});

describe('credentials', () => {
  test('a role for each set of resources, which may do what its routes do', () => {
    const stack = testStack();
    const api = testApi(stack);
    const [one, two] = ['One', 'Two'].map((id) => new ssm.StringParameter(stack, id, { stringValue: id }));
    const call = (action: string, parameter: ssm.IParameter) => Integration.awsService({
      service: 'ssm', action, credentials: IntegrationCredentials.grant({ actions: [`ssm:${action}`], resources: [parameter.parameterArn] }),
    });
    api.addRoutes({ 'PUT /one': call('PutParameter', one), 'GET /one': call('GetParameter', one), 'GET /two': call('GetParameter', two) });
    const template = synthesize(stack);
    const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
    expect(roles.map(([, { Properties }]) => Properties.Policies[0].PolicyDocument.Statement)).toEqual([
      [{ Effect: 'Allow', Action: ['ssm:GetParameter', 'ssm:PutParameter'], Resource: { 'Fn::Join': ['', expect.arrayContaining([{ Ref: expect.stringMatching(/^One/) }])] } }],
      [{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: { 'Fn::Join': ['', expect.arrayContaining([{ Ref: expect.stringMatching(/^Two/) }])] } }],
    ]);
    const { paths } = documentOf(template);
    const used = ['/one', '/two'].map((path) => (paths[path].get['x-amazon-apigateway-integration'].credentials as any)['Fn::GetAtt'][0]);
    expect(used).toEqual(roles.map(([id]) => id));
  });

  test('a role that there is', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
    const api = testApi(stack, { authorizer: Authorizer.iam() });
    api.addRoute('GET /a', Integration.awsService({ service: 'ssm', action: 'A', credentials: IntegrationCredentials.role(role) }));
    const template = synthesize(stack);
    expect(documentOf(template).paths['/a'].get['x-amazon-apigateway-integration'].credentials).toEqual({ 'Fn::GetAtt': [Stack.of(role).resolve((role.node.defaultChild as iam.CfnRole).logicalId), 'Arn'] });
    expect(Object.keys(resourcesOf(template, 'AWS::IAM::Role'))).toHaveLength(1);
    expect(Object.keys(resourcesOf(template, 'AWS::IAM::Policy'))).toHaveLength(0);
  });
});

describe('problems', () => {
  test.each<[string, Omit<AwsServiceIntegrationOptions, 'credentials'>, string]>([
    ['neither an action nor a path', { service: 'ssm' }, 'ServiceOperation: route "GET /a" calls the service "ssm" with neither an action nor a path. Remedy: say which action or path.'],
    ['an empty action', { service: 'ssm', action: '' }, 'ServiceOperation: route "GET /a" calls the service "ssm" with neither an action nor a path. Remedy: say which action or path.'],
    ['both', { service: 'ssm', action: 'A', path: 'b' }, 'ServiceOperation: route "GET /a" calls the service "ssm" with an action and a path. Remedy: leave out one of them.'],
    ['no name of a service', { service: 'ssm/x', action: 'A' }, 'ServiceName: route "GET /a" calls a service at "ssm/x", which is no part of a host\'s name. Remedy: write it as the endpoint does, e.g. "ssm".'],
    ['no name of a subdomain', { service: 's3', subdomain: 'a_b', path: 'x' }, 'ServiceName: route "GET /a" calls a service at "a_b", which is no part of a host\'s name. Remedy: write it as the endpoint does, e.g. "ssm".'],
    ['a variable that there is not', { service: 's3', path: 'b/{key}' }, 'ServicePathVariable: the path "b/{key}" uses {key}, which is not in the path of route "GET /a". Remedy: add "{key}" to the route\'s path, or set it in the "path" of the request.'],
    ['a method that there is not', { service: 's3', path: 'b', httpMethod: 'LIST' }, 'HttpMethod: route "GET /a" calls its backend with the method "LIST". Remedy: use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or ANY.'],
    ['a stage variable that no stage defines', { service: 's3', path: '${stageVariables.bucket}/a' }, 'UndefinedVariable: stage "dev" does not define the variable "bucket" that "GET /a" uses. Remedy: add it: variables: { bucket: … }.'],
  ])('%s', (_, options, want) => {
    expect(findingsOf('GET /a', Integration.awsService({ ...options, credentials }))).toEqual([expect.stringContaining(want)]);
  });

  test('what is known at deployment only is not checked', () => {
    const later = Lazy.string({ produce: () => 'x' });
    expect(findingsOf('GET /a', Integration.awsService({ service: later, subdomain: later, action: later, httpMethod: later, credentials }))).toEqual([]);
  });
});
