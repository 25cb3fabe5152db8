import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { Exchange } from '../../src/runtime/exchange';
import { Failure, type FailureType } from '../../src/runtime/failure';
import { respondByDefault } from '../../src/runtime/gateway-responses';
import { call, type Call } from '../support/call';
import { apiOf, mock, operation, serve } from '../support/serve';

const TYPES = 'Gateway response types for API Gateway';
const RESPONSES = 'Gateway responses for REST APIs in API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';
const KNOWLEDGE = 'best knowledge';

test.each<[type: FailureType, status: number, errorType: string, source: string]>([
  ['ACCESS_DENIED', 403, 'AccessDeniedException', TYPES],
  ['API_CONFIGURATION_ERROR', 500, 'InternalServerErrorException', TYPES],
  ['AUTHORIZER_CONFIGURATION_ERROR', 500, 'AuthorizerConfigurationException', TYPES],
  ['AUTHORIZER_FAILURE', 500, 'AuthorizerFailureException', TYPES],
  ['BAD_REQUEST_BODY', 400, 'BadRequestException', TYPES],
  ['BAD_REQUEST_PARAMETERS', 400, 'BadRequestException', TYPES],
  ['EXPIRED_TOKEN', 403, 'ExpiredTokenException', TYPES],
  ['INTEGRATION_FAILURE', 504, 'InternalServerErrorException', TYPES],
  ['INTEGRATION_TIMEOUT', 504, 'InternalServerErrorException', TYPES],
  ['INVALID_API_KEY', 403, 'ForbiddenException', TYPES],
  ['INVALID_SIGNATURE', 403, 'InvalidSignatureException', TYPES],
  ['MISSING_AUTHENTICATION_TOKEN', 403, 'MissingAuthenticationTokenException', TYPES],
  ['QUOTA_EXCEEDED', 429, 'LimitExceededException', TYPES],
  ['REQUEST_TOO_LARGE', 413, 'RequestTooLargeException', TYPES],
  ['RESOURCE_NOT_FOUND', 404, 'ResourceNotFoundException', TYPES],
  ['THROTTLED', 429, 'TooManyRequestsException', TYPES],
  ['UNAUTHORIZED', 401, 'UnauthorizedException', TYPES],
  ['UNSUPPORTED_MEDIA_TYPE', 415, 'BadRequestException', TYPES],
  ['WAF_FILTERED', 403, 'ForbiddenException', TYPES],
])('%s is %i, %s (%s)', (type, status, errorType) => {
  const exchange = new Exchange({ httpMethod: 'GET', rawHeaders: [], target: '/', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' }, 'GET', '', 0);
  const reply = respondByDefault(exchange, new Failure(type, 'It "failed"'));
  const body = `{"${type === 'ACCESS_DENIED' ? 'Message' : 'message'}":"It \\"failed\\""}`;
  expect(reply).toEqual({ status, headers: ['Content-Type', 'application/json', 'x-amzn-ErrorType', errorType], body });
});

test('without a message it is null', () => {
  const exchange = new Exchange({ httpMethod: 'GET', rawHeaders: [], target: '/', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' }, 'GET', '', 0);
  expect(respondByDefault(exchange, new Failure('AUTHORIZER_CONFIGURATION_ERROR', null)).body).toBe('{"message":null}');
});

const paths = {
  '/': { get: mock('ok') },
  '/broken/{id}': { get: mock('#if(') },
  '/media': { post: operation({ type: 'mock', passthroughBehavior: 'never', responses: { default: { statusCode: '200' } } }) },
};
const given = (responses: JsonObject): JsonObject => ({ 'x-amazon-apigateway-gateway-responses': responses });
const DOCUMENTS: Readonly<Record<string, JsonObject>> = {
  one: given({
    MISSING_AUTHENTICATION_TOKEN: {
      statusCode: 404,
      responseParameters: {
        'gatewayresponse.header.X-Static': "'fixed'",
        'gatewayresponse.header.X-Path': 'context.path',
        'gatewayresponse.header.X-Header': 'method.request.header.X-In',
        'gatewayresponse.header.X-Query': 'method.request.querystring.q',
        'gatewayresponse.header.X-Stage': 'stageVariables.v',
      },
      responseTemplates: { 'application/json': '{"m":$context.error.messageString,"t":"$context.error.responseType","v":"$stageVariables.v","p":"$context.path","n":"$context.none"}' },
    },
  }),
  accept: given({ DEFAULT_4XX: { responseTemplates: { 'application/json': '"$context.error.message"', 'text/html': '<b>$context.error.message</b>' } } }),
  html: given({ DEFAULT_4XX: { responseTemplates: { 'text/html': '<b>$context.error.message</b>' } } }),
  defaults: given({
    DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" } },
    DEFAULT_5XX: { statusCode: 599, responseTemplates: { 'application/json': 'five $context.error.responseType' } },
    UNSUPPORTED_MEDIA_TYPE: { statusCode: 400 },
  }),
  velocity: given({ DEFAULT_4XX: { responseTemplates: { 'application/json': '#if(true)yes#end $context.error.message' } } }),
  type: given({ DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.Content-Type': "'text/plain'" }, responseTemplates: { 'application/json': 'x' } } }),
  framing: given({
    DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.Content-Length': "'7'" }, responseTemplates: { 'application/json': 'x' } },
  }),
  large: given({ REQUEST_TOO_LARGE: { statusCode: 400 }, DEFAULT_4XX: { statusCode: 418 } }),
};

const gateways: Record<string, Gateway> = {};
beforeAll(async () => {
  for (const [name, document] of Object.entries(DOCUMENTS)) gateways[name] = await serve(apiOf(paths, document, { Variables: { v: 'var' } }));
});

const TOKEN = 'Missing Authentication Token';
type Headers = Readonly<Record<string, string | undefined>>;

test.each<[document: string, request: Partial<Call>, status: number, body: string, headers: Headers, source: string]>([
  ['one', { path: '/none?q=1', headers: { 'X-In': 'in' } }, 404, `{"m":"${TOKEN}","t":"MISSING_AUTHENTICATION_TOKEN","v":"var","p":"/prod/none","n":""}`,
    { 'x-static': 'fixed', 'x-path': '/prod/none', 'x-header': 'in', 'x-query': '1', 'x-stage': 'var', 'x-amzn-errortype': 'MissingAuthenticationTokenException' }, RESPONSES],
  ['one', { path: '/none' }, 404, '*', { 'x-header': undefined, 'x-query': undefined }, RESPONSES],
  ['one', { path: '/broken/1' }, 500, '{"message":"Internal server error"}', { 'x-static': undefined }, RESPONSES],
  ['accept', { path: '/none' }, 403, `"${TOKEN}"`, { 'content-type': 'application/json' }, RESPONSES],
  ['accept', { path: '/none', headers: { Accept: 'text/html' } }, 403, `<b>${TOKEN}</b>`, { 'content-type': 'text/html' }, RESPONSES],
  ['accept', { path: '/none', headers: { Accept: 'image/png' } }, 403, `"${TOKEN}"`, { 'content-type': 'application/json' }, KNOWLEDGE],
  ['html', { path: '/none' }, 403, `<b>${TOKEN}</b>`, { 'content-type': 'text/html' }, KNOWLEDGE],
  ['defaults', { path: '/none' }, 403, `{"message":"${TOKEN}"}`, { 'access-control-allow-origin': '*' }, TYPES],
  ['defaults', { path: '/broken/1' }, 599, 'five API_CONFIGURATION_ERROR', { 'access-control-allow-origin': undefined }, TYPES],
  ['defaults', { method: 'POST', path: '/media' }, 400, '{"message":"Unsupported Media Type"}', { 'access-control-allow-origin': undefined }, TYPES],
  ['velocity', { path: '/none' }, 403, `#if(true)yes#end ${TOKEN}`, {}, RESPONSES],
  ['type', { path: '/none' }, 403, 'x', { 'content-type': 'text/plain' }, LOCALSTACK],
  ['framing', { path: '/none' }, 403, 'x', { 'content-length': '1' }, 'RFC 9112'],
  ['large', { path: '/none' }, 418, `{"message":"${TOKEN}"}`, {}, TYPES],
  ['large', { method: 'POST', path: '/media', body: Buffer.alloc(10 * 1024 * 1024 + 1) }, 413, '{"message":"Request Too Long"}', { 'x-amzn-errortype': 'RequestTooLargeException', 'connection': 'close' }, TYPES],
])('%s: %j -> %i %s %j (%s)', async (document, request, status, body, headers) => {
  const answer = await call(gateways[document].url('prod'), request as Call);
  expect(answer.status).toBe(status);
  if (body !== '*') expect(answer.text).toBe(body);
  for (const [name, value] of Object.entries(headers)) expect([name, answer.headers[name]]).toEqual([name, value]);
});

test('a gateway response that cannot be sent gives way to the service\'s own', async () => {
  const gateway = await serve(apiOf(paths, given({
    DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-Query': 'method.request.querystring.q', 'gatewayresponse.header.X-Body': 'method.request.body.a' } },
  })));
  const answers = await Promise.all([
    call(gateway.url('prod'), { path: '/none?q=a%0Ab' }), call(gateway.url('prod'), { method: 'POST', path: '/none', body: '{"a' }),
    call(gateway.url('prod'), { method: 'POST', path: '/none?q=1', body: '{"a":2}' }),
  ]);
  expect(answers.map(({ status, headers }) => [status, headers['x-query'], headers['x-body']])).toEqual([[502, undefined, undefined], [403, undefined, undefined], [403, '1', '2']]);
});
