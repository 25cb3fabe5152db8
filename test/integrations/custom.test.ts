import { Duration } from 'aws-cdk-lib';
import { ApiEndpoint, Integration, MappingTemplate, PassthroughBehavior, RequestValue, ResponseValue } from '../../src';
import { findingsOf, integrationOf } from '../support/api-tests';
import { testApi, testFunction, testStack } from '../support/apps';
import { documentOf, onlyResource, resourcesOf, synthesize } from '../support/synthesize';

const BEFORE = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/';

function operationOf(routeKey: string, make: (stack: ReturnType<typeof testStack>) => Integration) {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute(routeKey, make(stack));
  api.addStage('dev');
  const template = synthesize(stack);
  const [item] = Object.values(documentOf(template).paths);
  return { template, operation: Object.values(item)[0] };
}

describe('a function with mappings', () => {
  test('follows its stage, and says nothing of its errors', () => {
    const { template, operation } = operationOf('POST /a', (stack) => Integration.lambdaCustom(testFunction(stack)));
    expect(operation).toEqual({
      'responses': { 200: { description: '200 response' }, 500: { description: '500 response' } },
      'security': [expect.anything()],
      'x-amazon-apigateway-integration': {
        type: 'aws',
        httpMethod: 'POST',
        uri: { 'Fn::Sub': `${BEFORE}2015-03-31/functions/\${List125D1B59.Arn}:\${!stageVariables.lambdaAlias}/invocations` },
        responses: {
          'default': { statusCode: '200' },
          '[\\s\\S]+': { statusCode: '500', responseTemplates: { 'application/json': '{"message": "Internal server error"}' } },
        },
      },
    });
    expect(onlyResource(template, 'AWS::Lambda::Alias').Properties.Name).toBe('dev');
    expect(Object.keys(resourcesOf(template, 'AWS::Lambda::Permission'))).toHaveLength(1);
  });

  test('is invoked asynchronously', () => {
    const { operation } = operationOf('POST /a', (stack) => Integration.lambdaCustom(testFunction(stack), { asynchronous: true }));
    expect(operation['x-amazon-apigateway-integration']).toMatchObject({
      requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
      responses: { 'default': { statusCode: '202' }, '[\\s\\S]+': { statusCode: '500' } },
    });
    expect(operation.parameters).toBeUndefined();
  });

  test('gets and gives what is said', () => {
    const { operation } = operationOf('GET /a/{id}', (stack) => Integration.lambdaCustom(testFunction(stack), {
      timeout: Duration.seconds(5),
      request: {
        templates: { 'application/json': MappingTemplate.fromString('{"id": "$input.params(\'id\')"}') },
        passthrough: PassthroughBehavior.WHEN_NO_TEMPLATES,
      },
      responses: [
        { headers: { 'Cache-Control': ResponseValue.literal('no-store') } },
        { selectionPattern: '.*not found.*', statusCode: 404, templates: { 'application/json': MappingTemplate.fromString('{}') } },
      ],
    }));
    expect(operation['x-amazon-apigateway-integration']).toMatchObject({
      timeoutInMillis: 5000,
      passthroughBehavior: 'when_no_templates',
      requestTemplates: { 'application/json': '{"id": "$input.params(\'id\')"}' },
      responses: {
        'default': { statusCode: '200', responseParameters: { 'method.response.header.Cache-Control': "'no-store'" } },
        '.*not found.*': { statusCode: '404', responseTemplates: { 'application/json': '{}' } },
      },
    });
    expect(operation.responses).toEqual({ 200: { description: '200 response', headers: { 'Cache-Control': { schema: { type: 'string' } } } }, 404: { description: '404 response' } });
  });
});

describe('an HTTP backend with mappings', () => {
  test('passes bodies on, errors as errors', () => {
    const passed = { responseParameters: { 'method.response.header.Content-Type': 'integration.response.header.Content-Type' } };
    expect(integrationOf('POST /a/{id}', Integration.http('https://backend.example/{id}', { insecureSkipVerification: true }))).toEqual({
      type: 'http',
      httpMethod: 'POST',
      uri: 'https://backend.example/{id}',
      tlsConfig: { insecureSkipVerification: true },
      requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
      responses: { 'default': { statusCode: '200', ...passed }, '4\\d{2}': { statusCode: '400', ...passed }, '5\\d{2}': { statusCode: '502', ...passed } },
    });
  });

  test('the variables of the URL may come from anywhere', () => {
    const integration = Integration.http('https://backend.example/{tenant}/{id}', { httpMethod: 'PUT', request: { path: { tenant: RequestValue.context('authorizer.tenant') } } });
    expect(integrationOf('POST /a/{id}', integration)).toMatchObject({
      httpMethod: 'PUT',
      requestParameters: { 'integration.request.path.id': 'method.request.path.id', 'integration.request.path.tenant': 'context.authorizer.tenant' },
    });
  });

  test('a proxy takes parameters, too, which are declared by that', () => {
    const { operation } = operationOf('GET /a', () => Integration.httpProxy('https://backend.example/a', {
      request: { headers: { 'X-Caller': RequestValue.context('identity.user') }, queryString: { page: RequestValue.queryString('p') } },
    }));
    expect(operation['x-amazon-apigateway-integration']).toEqual({
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: 'https://backend.example/a',
      requestParameters: { 'integration.request.header.X-Caller': 'context.identity.user', 'integration.request.querystring.page': 'method.request.querystring.p' },
    });
    expect(operation.parameters).toEqual([{ name: 'p', in: 'query', required: false, schema: { type: 'string' } }]);
  });
});

describe('streaming', () => {
  test('of a function', () => {
    const { operation } = operationOf('GET /a', (stack) => Integration.lambdaFunction(testFunction(stack), { streaming: true, timeout: Duration.minutes(15) }));
    expect(operation['x-amazon-apigateway-integration']).toEqual({
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: { 'Fn::Sub': `${BEFORE}2021-11-15/functions/\${List125D1B59.Arn}:\${!stageVariables.lambdaAlias}/response-streaming-invocations` },
      timeoutInMillis: 900_000,
      responseTransferMode: 'STREAM',
    });
  });

  test('of a backend', () => {
    expect(integrationOf('GET /a', Integration.httpProxy('https://backend.example/a', { streaming: true }))).toMatchObject({ responseTransferMode: 'STREAM' });
  });

  const stream = (timeout?: Duration) => Integration.httpProxy('https://backend.example/a', { streaming: true, timeout });

  test('ends after 15 minutes', () => {
    expect(findingsOf('GET /a', stream(Duration.minutes(16)))).toEqual([
      '[Shop/Orders] StreamingTimeout: route "GET /a" streams its answer with an integration timeout of 960000 ms. Remedy: choose 50 ms to 15 minutes.',
    ]);
  });

  test('at an edge-optimized endpoint', () => {
    expect(findingsOf('GET /a', stream(Duration.minutes(5)), { api: { endpoint: ApiEndpoint.edge() } })).toEqual([
      '[Shop/Orders] route "GET /a" streams its answer at an edge-optimized endpoint, which ends a stream that pauses for 30 seconds. '
      + 'Remedy: use ApiEndpoint.regional(), where a stream may pause for 5 minutes. [ack: stagecraft:StreamingAtEdge]',
    ]);
  });
});

describe('a mock', () => {
  test('chooses its answer', () => {
    expect(integrationOf('GET /a/{id}', Integration.mock({
      requestTemplate: MappingTemplate.fromString('{"statusCode": #if($input.params("id") == "7")200#{else}404#end}'),
      body: { id: 7 },
      headers: { 'X-A': ResponseValue.literal('a') },
      responses: [{ selectionPattern: '404', statusCode: 404, templates: { 'application/json': MappingTemplate.fromString('{"message": "no such order"}') } }],
    }))).toEqual({
      type: 'mock',
      passthroughBehavior: 'never',
      requestTemplates: { 'application/json': '{"statusCode": #if($input.params("id") == "7")200#{else}404#end}' },
      responses: {
        default: { statusCode: '200', responseParameters: { 'method.response.header.X-A': "'a'" }, responseTemplates: { 'application/json': '{"id":7}' } },
        404: { statusCode: '404', responseTemplates: { 'application/json': '{"message": "no such order"}' } },
      },
    });
  });

  test('has one answer for all else', () => {
    expect(findingsOf('GET /a', Integration.mock({ responses: [{ statusCode: 404 }] }))).toEqual([
      expect.stringContaining('SelectionPatternTwice: two responses of route "GET /a" have no selection pattern.'),
    ]);
  });
});
