import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, operation, serve } from '../support/serve';

const MOCK = 'Mock integrations for REST APIs in API Gateway';
const PASSTHROUGH = 'Method request behavior for payloads without mapping templates for REST APIs in API Gateway';
const TEMPLATES = 'Mapping template transformations for REST APIs in API Gateway';
const OVERRIDES = 'Override your API\'s request and response parameters and status codes for REST APIs in API Gateway';
const SELECTION = 'Set up an integration response using the API Gateway console';
const RECORDED = 'recorded: MOCK templates on AWS';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';

const OK = { default: { statusCode: '200', responseTemplates: { 'application/json': 'ok' } } };
const asked = (template: string): JsonObject => ({ post: operation({ type: 'mock', requestTemplates: { 'application/json': template }, responses: OK }) });
const answered = (template: string, status = '200'): JsonObject => ({
  post: operation({
    type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { default: { statusCode: status, responseTemplates: { 'application/json': template } } },
  }),
});
const JSON_OR_XML = { 'application/json': '{"statusCode": 200}', 'application/xml': '{"statusCode": 201}' };
const BOTH = { 200: { statusCode: '200', responseTemplates: { 'application/json': 'json' } }, 201: { statusCode: '201', responseTemplates: { 'application/json': 'xml' } } };
const passing = (passthroughBehavior: string, requestTemplates: JsonObject = JSON_OR_XML): JsonObject => ({
  post: operation({ type: 'mock', passthroughBehavior, requestTemplates, responses: { ...BOTH, default: { statusCode: '202', responseTemplates: { 'application/json': 'other' } } } }),
});

const paths: JsonObject = {
  '/status/plain': asked('{"statusCode": 200}'),
  '/status/bare': asked('{ statusCode: 200 }'),
  '/status/commas': asked('{statusCode:200,,}'),
  '/status/single': asked("{'statusCode': 200}"),
  '/status/text': asked('{"statusCode": "200"}'),
  '/status/none': asked('{}'),
  '/status/not-json': asked('nothing'),
  '/status/empty': asked(''),
  '/status/broken': asked('#if($x)'),
  '/status/dollar': asked('{"statusCode": 200} $'),
  '/status/rendered': asked('#set($s = 100 * 2){"statusCode": $s}'),
  '/status/from-body': asked('{"statusCode": $input.json(\'$.status\')}'),
  '/status/unknown': { post: operation({ type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 404}' }, responses: { 200: { statusCode: '200' } } }) },
  '/select': {
    post: operation({
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": $input.json(\'$.status\')}' },
      responses: {
        '4\\d{2}': { statusCode: '400', responseTemplates: { 'application/json': 'client' } },
        '5\\d{2}': { statusCode: '502', responseTemplates: { 'application/json': 'server' } },
        '30[12]|307': { statusCode: '302', responseTemplates: { 'application/json': 'moved' } },
        'default': { statusCode: '200', responseTemplates: { 'application/json': 'fine' } },
      },
    }),
  },
  '/pattern/broken': { post: operation({ type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { '(': { statusCode: '200' }, 'default': { statusCode: '200' } } }) },
  '/passing/no-match': passing('when_no_match'),
  '/passing/no-templates': passing('when_no_templates'),
  '/passing/no-templates/none': passing('when_no_templates', {}),
  '/passing/never': passing('never'),
  '/passing/never/none': passing('never', {}),
  '/body': answered('[$input.body] [$input.json(\'$\')] [$input.path(\'$.a\')]'),
  '/override/status': answered('#set($context.responseOverride.status = 418)teapot'),
  '/override/status/text': answered('#set($context.responseOverride.status = "418")teapot'),
  '/override/status/low': answered('#set($context.responseOverride.status = 99)teapot'),
  '/override/header': answered('#set($context.responseOverride.header.X-Made = "by template")made'),
  '/override/type': answered('#set($context.responseOverride.header.Content-Type = "text/plain")plain'),
  '/framing': {
    post: operation({
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: { 'method.response.header.Content-Length': "'7'", 'method.response.header.Trailer': "'X'" },
          responseTemplates: { 'application/json': '#set($context.responseOverride.header.Transfer-Encoding = "chunked")text' },
        },
      },
    }),
  },
  '/broken': answered('#foreach('),
  '/status-of-response': answered('created', '201'),
  '/no-response-template': { post: operation({ type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 204}' }, responses: { default: { statusCode: '204' } } }) },
  '/accept': {
    post: operation({
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': 'json', 'text/xml': 'xml' } } },
    }),
  },
  '/accept/first': {
    post: operation({
      type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { default: { statusCode: '200', responseTemplates: { 'text/csv': 'csv', 'text/xml': 'xml' } } },
    }),
  },
  '/no-integration': { post: { responses: {} } },
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = await serve(apiOf(paths));
});

const ERROR = '{"message":"Internal server error"}';
const MEDIA = '{"message":"Unsupported Media Type"}';
const type = (contentType: string): Pick<Call, 'headers'> => ({ headers: { 'Content-Type': contentType } });
const accept = (header: string): Pick<Call, 'headers'> => ({ headers: { Accept: header } });

test.each<[path: string, request: Partial<Call>, status: number, body: string, source: string]>([
  ['/status/plain', {}, 200, 'ok', MOCK],
  ['/status/bare', {}, 200, 'ok', RECORDED],
  ['/status/commas', {}, 200, 'ok', RECORDED],
  ['/status/single', {}, 200, 'ok', RECORDED],
  ['/status/text', {}, 500, ERROR, LOCALSTACK],
  ['/status/none', {}, 500, ERROR, MOCK],
  ['/status/not-json', {}, 500, ERROR, MOCK],
  ['/status/empty', {}, 500, ERROR, MOCK],
  ['/status/broken', {}, 500, ERROR, TEMPLATES],
  ['/status/dollar', {}, 500, ERROR, RECORDED],
  ['/status/rendered', {}, 200, 'ok', TEMPLATES],
  ['/status/from-body', { body: '{"status": 200}' }, 200, 'ok', TEMPLATES],
  ['/status/from-body', { body: '{"status": ' }, 400, '{"message":"Could not parse request body into json"}', 'best knowledge'],
  ['/status/unknown', {}, 500, ERROR, SELECTION],
  ['/select', { body: '{"status": 404}' }, 400, 'client', SELECTION],
  ['/select', { body: '{"status": 500}' }, 502, 'server', SELECTION],
  ['/select', { body: '{"status": 307}' }, 302, 'moved', SELECTION],
  ['/select', { body: '{"status": 303}' }, 200, 'fine', SELECTION],
  ['/select', { body: '{"status": 4040}' }, 200, 'fine', SELECTION],
  ['/pattern/broken', {}, 500, ERROR, SELECTION],
  ['/passing/no-match', {}, 200, 'json', PASSTHROUGH],
  ['/passing/no-match', { body: 'x', ...type('application/json; charset=utf-8') }, 200, 'json', PASSTHROUGH],
  ['/passing/no-match', { body: 'x', ...type('Application/JSON') }, 200, 'json', PASSTHROUGH],
  ['/passing/no-match', { body: 'x', ...type('application/xml') }, 201, 'xml', PASSTHROUGH],
  ['/passing/no-match', { body: '{"statusCode": 202}', ...type('text/plain') }, 202, 'other', PASSTHROUGH],
  ['/passing/no-match', { body: 'x', ...type('text/plain') }, 500, ERROR, PASSTHROUGH],
  ['/passing/no-templates', { body: 'x', ...type('application/xml') }, 201, 'xml', PASSTHROUGH],
  ['/passing/no-templates', { body: '{"statusCode": 202}', ...type('text/plain') }, 415, MEDIA, PASSTHROUGH],
  ['/passing/no-templates/none', { body: '{"statusCode": 202}', ...type('text/plain') }, 202, 'other', PASSTHROUGH],
  ['/passing/never', { body: '{}', ...type('application/json') }, 200, 'json', PASSTHROUGH],
  ['/passing/never', { body: '{"statusCode": 202}', ...type('text/plain') }, 415, MEDIA, PASSTHROUGH],
  ['/passing/never/none', { body: '{"statusCode": 202}' }, 415, MEDIA, PASSTHROUGH],
  ['/body', { body: '{"a": 1}' }, 200, '[{}] [{}] []', MOCK],
  ['/override/status', {}, 418, 'teapot', OVERRIDES],
  ['/override/status/text', {}, 200, 'teapot', LOCALSTACK],
  ['/override/status/low', {}, 200, 'teapot', LOCALSTACK],
  ['/broken', {}, 500, ERROR, TEMPLATES],
  ['/status-of-response', {}, 201, 'created', SELECTION],
  ['/no-response-template', {}, 204, '', MOCK],
  ['/accept', {}, 200, 'json', TEMPLATES],
  ['/accept', accept('text/xml'), 200, 'xml', TEMPLATES],
  ['/accept', accept('text/html, text/xml'), 200, 'xml', 'best knowledge'],
  ['/accept', accept('text/html'), 200, 'json', LOCALSTACK],
  ['/accept', accept('*/*'), 200, 'json', LOCALSTACK],
  ['/accept/first', {}, 200, 'csv', TEMPLATES],
  ['/accept/first', accept('text/xml'), 200, 'xml', TEMPLATES],
  ['/no-integration', {}, 500, ERROR, 'best knowledge'],
])('%s %j -> %i %s (%s)', async (path, request, status, body) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path, ...request });
  expect([answer.status, answer.text]).toEqual([status, body]);
});

test.each<[path: string, headers: Readonly<Record<string, string | undefined>>, source: string]>([
  ['/status/plain', { 'content-type': 'application/json', 'content-length': '2', 'x-amzn-errortype': undefined }, MOCK],
  ['/status/none', { 'content-type': 'application/json', 'x-amzn-errortype': 'InternalServerErrorException' }, LOCALSTACK],
  ['/passing/never/none', { 'x-amzn-errortype': 'BadRequestException' }, LOCALSTACK],
  ['/override/header', { 'x-made': 'by template' }, OVERRIDES],
  ['/override/type', { 'content-type': 'text/plain' }, OVERRIDES],
  ['/framing', { 'content-length': '4', 'trailer': undefined, 'transfer-encoding': undefined }, 'RFC 9112'],
  ['/no-response-template', { 'content-length': undefined }, 'RFC 9110'],
  ['/accept/first', { 'content-type': 'text/csv' }, TEMPLATES],
])('headers of %s (%#)', async (path, headers) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path });
  for (const [name, value] of Object.entries(headers)) expect([name, answer.headers[name]]).toEqual([name, value]);
  expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers['x-amz-apigw-id']).toMatch(/^[\w-]{15}=$/);
});
