import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, operation, serve } from '../support/serve';

const CUSTOM = 'Set up Lambda custom integrations in API Gateway';
const ERRORS = 'Handle Lambda errors in API Gateway';
const ASYNC = 'Set up asynchronous invocation of the backend Lambda function';
const ALIASES = 'Configure Lambda function aliases';
const VARIABLES = 'API Gateway stage variables reference for REST APIs in API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';
const RECORDED = 'recorded: https://github.com/serverless/serverless/issues/2270';
const KNOWLEDGE = 'best knowledge';

const NOT_JSON = '{"message":"Could not parse request body into json"}';
const CODE = `exports.handler = async (event, { clientContext }) => {
  if (event.client) return clientContext ?? null;
  if (event.fail) throw new Error(event.fail);
  if (event.errorType) { const error = new Error('typed'); error.name = event.errorType; throw error; }
  return event.give ?? event;
};`;
const uri = (name: string) => `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;
const lambda = (integration: JsonObject = {}): JsonObject => ({
  post: operation({ type: 'aws', httpMethod: 'POST', uri: uri('echo'), responses: { default: { statusCode: '200' } }, ...integration }),
});
const ERROR_TEMPLATE = { 'application/json': '$input.path(\'$.errorMessage\')|$input.path(\'$.errorType\')' };
const version = (name: string): JsonObject => ({ post: operation({ type: 'aws', httpMethod: 'POST', uri: uri(name), responses: { default: { statusCode: '200' } } }) });

let gateway: Gateway;
beforeAll(async () => {
  gateway = await serve(apiOf({
    '/pass': lambda(),
    '/template': lambda({ requestTemplates: { 'application/json': '{"give": {"name": "$input.params(\'name\')", "stage": "$context.stage"}}' } }),
    '/response': lambda({ responses: { default: { statusCode: '201', responseTemplates: { 'application/json': 'got $input.json(\'$.a\')' } } } }),
    '/errors': lambda({
      responses: {
        'Not found.*': { statusCode: '404', responseTemplates: ERROR_TEMPLATE },
        '.*(bad|worse).*': { statusCode: '400', responseTemplates: ERROR_TEMPLATE },
        '(?s).*line.*': { statusCode: '409' },
        'default': { statusCode: '200' },
      },
    }),
    '/errors/all': lambda({ responses: { '.+': { statusCode: '500', responseTemplates: ERROR_TEMPLATE }, 'default': { statusCode: '200' } } }),
    '/errors/none': lambda({ responses: { 'Not found.*': { statusCode: '404' } } }),
    '/header': lambda({ responses: { default: { statusCode: '200', responseParameters: { 'method.response.header.X-Error': 'integration.response.header.X-Amz-Function-Error' } } } }),
    '/event': lambda({ requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" } }),
    '/event/asked': lambda({ requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': 'method.request.header.InvocationType' } }),
    '/client': lambda({ requestParameters: { 'integration.request.header.X-Amz-Client-Context': 'method.request.header.Client' } }),
    '/alias': version('echo:live'),
    '/version': version('echo:${stageVariables.version}'),
    '/named': version('${stageVariables.name}'),
  }, {}, { Variables: { name: 'echo', version: 'live' } }, {
    Echo: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'echo', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: CODE } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Echo' } } },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Echo' }, FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] }, Name: 'live' } },
    Allowed: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Echo' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
    AliasAllowed: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Live' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
  }));
});

test.each<[path: string, body: string, status: number, answer: string, source: string]>([
  ['/pass', '{"a": 1}', 200, '{"a":1}', CUSTOM],
  ['/pass', '', 200, '{}', KNOWLEDGE],
  ['/pass', '{"give": "text"}', 200, '"text"', CUSTOM],
  ['/pass', 'text', 400, NOT_JSON, RECORDED],
  ['/event', 'text', 400, NOT_JSON, RECORDED],
  ['/template?name="', '', 400, NOT_JSON, RECORDED],
  ['/template?name=x', '', 200, '{"name":"x","stage":"prod"}', CUSTOM],
  ['/response', '{"a": [1]}', 201, 'got [1]', CUSTOM],
  ['/errors', '{"give": 1}', 200, '1', ERRORS],
  ['/errors', '{"fail": "Not found: 7"}', 404, 'Not found: 7|Error', ERRORS],
  ['/errors', '{"fail": "this is bad"}', 400, 'this is bad|Error', ERRORS],
  ['/errors', '{"fail": "it was Not found"}', 200, '*', ERRORS],
  ['/errors', '{"fail": "a\\nbad line"}', 409, '*', ERRORS],
  ['/errors', '{"fail": "a\\nbad"}', 200, '*', ERRORS],
  ['/errors/all', '{"give": 1}', 200, '1', ERRORS],
  ['/errors/all', '{"fail": "x"}', 500, 'x|Error', ERRORS],
  ['/errors/none', '{"fail": "other"}', 500, '{"message":"Internal server error"}', LOCALSTACK],
  ['/errors/none', '{"give": 1}', 500, '{"message":"Internal server error"}', LOCALSTACK],
  ['/errors', '{"give": {"errorMessage": "Not found at all"}}', 404, 'Not found at all|', LOCALSTACK],
  ['/event', '{"fail": "unseen"}', 200, '', ASYNC],
  ['/alias', '{"a": 1}', 200, '{"a":1}', ALIASES],
  ['/version', '{"a": 1}', 200, '{"a":1}', VARIABLES],
  ['/named', '{"a": 1}', 200, '{"a":1}', VARIABLES],
])('%s %s -> %i %s (%s)', async (path, body, status, wanted) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path, body });
  expect(answer.status).toBe(status);
  if (wanted !== '*') expect(answer.text).toBe(wanted);
});

test.each<[request: Partial<Call>, headers: object, source: string]>([
  [{ path: '/header', body: '{"fail": "x"}' }, { 'x-error': 'Unhandled' }, KNOWLEDGE],
  [{ path: '/pass', body: '{}' }, { 'content-type': 'application/json', 'x-amzn-trace-id': expect.stringContaining('Root=1-') }, LOCALSTACK],
])('%j -> headers %j (%s)', async (request, headers) => {
  expect((await call(gateway.url('prod'), { method: 'POST', ...request as Call })).headers).toMatchObject(headers);
});

const NO_CONTEXT = '{"Type":"User","message":"Client context must be a valid Base64-encoded JSON object."}';
test.each<[header: string | undefined, status: number, answer: string]>([
  [undefined, 200, 'null'],
  [Buffer.from('{"custom": {"a": "ä"}}').toString('base64'), 200, '{"custom":{"a":"ä"}}'],
  [Buffer.from('7').toString('base64'), 200, NO_CONTEXT],
  ['***', 200, NO_CONTEXT],
])('a client context of %j -> %i %s (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)', async (header, status, wanted) => {
  const headers: Record<string, string> = header === undefined ? {} : { Client: header };
  const { status: got, text } = await call(gateway.url('prod'), { method: 'POST', path: '/client', headers, body: '{"client": true}' });
  expect([got, text]).toEqual([status, wanted]);
});

test('a client may ask for an asynchronous invocation where the method lets it', async () => {
  const asked = await call(gateway.url('prod'), { method: 'POST', path: '/event/asked', headers: { InvocationType: 'Event' }, body: '{"give": 1}' });
  const waited = await call(gateway.url('prod'), { method: 'POST', path: '/event/asked', body: '{"give": 1}' });
  expect([asked.text, waited.text]).toEqual(['', '1']);
});
