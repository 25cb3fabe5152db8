import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, json, type Call } from '../support/call';
import { apiOf, operation, serve } from '../support/serve';

const EVENT = 'Lambda proxy integrations in API Gateway: input format of a Lambda function for proxy integration';
const OUTPUT = 'Lambda proxy integrations in API Gateway: output format of a Lambda function for proxy integration';
const ERRORS = 'Handle Lambda errors in API Gateway';
const BINARY = 'Return binary media from a Lambda proxy integration in API Gateway';
const STREAM = 'Set up a Lambda proxy integration with payload response streaming in API Gateway';
const TYPES = 'Gateway response types for API Gateway';
const PERMISSIONS = 'Grant permissions using a resource policy: Using AWS Lambda with Amazon API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';
const KNOWLEDGE = 'best knowledge';

/** Gives back what its body says, or the event. */
const ECHO = `exports.handler = async (event) => {
  if (event.path !== '/say') return { body: JSON.stringify(event) };
  if (event.body === 'throw') throw new Error('thrown');
  if (event.body === 'exit') process.exit(1);
  if (event.body === 'undefined') return undefined;
  return JSON.parse(event.body);
};`;
const STREAMED = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.body === 'no head') return stream.end('text');
  if (event.body === 'throw') throw new Error('thrown');
  const to = awslambda.HttpResponseStream.from(stream, JSON.parse(event.body));
  to.write('one ');
  to.end('two');
});`;
const lambda = (code: string, name: string): JsonObject => ({
  Type: 'AWS::Lambda::Function', Properties: { FunctionName: name, Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: code }, Timeout: 1 },
});
const permission = (name: string, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Permission', Properties: { FunctionName: name, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', ...more },
});
const to = (name: string, more: JsonObject = {}, version = '2015-03-31', call_ = 'invocations'): JsonObject => operation({
  type: 'aws_proxy', httpMethod: 'POST', uri: `arn:aws:apigateway:eu-west-1:lambda:path/${version}/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/${call_}`, ...more,
});
const any = (integration: JsonObject): JsonObject => ({ 'x-amazon-apigateway-any-method': integration });
const source = (path: string): JsonObject => ({ SourceArn: { 'Fn::Sub': `arn:aws:execute-api:eu-west-1:123456789012:\${Api}/${path}` } });

let gateway: Gateway;
beforeAll(async () => {
  const paths: JsonObject = {
    '/say': any(to('echo')),
    '/event/{id}/{rest+}': any(to('echo')),
    '/event': any(to('echo')),
    '/stream': any(to('streamed', { responseTransferMode: 'STREAM' }, '2021-11-15', 'response-streaming-invocations')),
    '/stream/echo': any(to('echo', { responseTransferMode: 'STREAM' }, '2021-11-15', 'response-streaming-invocations')),
    '/by-get': any(to('echo', { httpMethod: 'GET' })),
    '/none': any(to('none')),
    '/slow': any(to('slow')),
    '/slow/short': any(to('slow', { timeoutInMillis: 60 })),
    '/unpermitted': any(to('unpermitted')),
    '/permitted': { get: to('permitted') },
    '/permitted/{id}': { get: to('permitted') },
    '/elsewhere': { get: to('permitted') },
    '/role': any(to('unpermitted', { credentials: 'arn:aws:iam::123456789012:role/invoke' })),
  };
  const resources: JsonObject = {
    Echo: lambda(ECHO, 'echo'),
    EchoAllowed: permission('echo'),
    Streamed: lambda(STREAMED, 'streamed'),
    StreamedAllowed: permission('streamed', source('*/*/*')),
    Slow: lambda('exports.handler = () => new Promise(() => setTimeout(() => {}, 5000));', 'slow'),
    SlowAllowed: permission('slow', source('*')),
    Unpermitted: lambda('exports.handler = async () => ({ body: "ran" });', 'unpermitted'),
    Wrong: permission('unpermitted', { Principal: 's3.amazonaws.com' }),
    Other: permission('unpermitted', source('dev/*/*')),
    Permitted: lambda('exports.handler = async () => ({ body: "ran" });', 'permitted'),
    PermittedHere: permission('permitted', source('prod/GET/permitted')),
    PermittedBelow: permission('permitted', source('*/GET/permitted/*')),
  };
  gateway = await serve(apiOf(paths, { 'x-amazon-apigateway-binary-media-types': ['image/*', 'application/octet-stream'] }, { Variables: { a: 'b' } }, resources),
    { clock: () => Date.UTC(2026, 3, 9, 12, 34, 56, 789) });
});

interface Event { readonly headers: Record<string, string>; readonly multiValueHeaders: Record<string, string[]> }

async function eventOf(request: Call): Promise<Event> {
  const answer = await call(gateway.url('prod'), request);
  expect(answer.status).toBe(200);
  return json(answer) as Event;
}

test('the whole event', async () => {
  const event = await eventOf({ method: 'POST', path: '/event/7/a/b?q=1&q=2&e=', headers: { 'Host': 'h.example', 'X-One': ['1', '2'], 'User-Agent': 'test', 'X-Amzn-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793' }, body: 'text' });
  const { id, stages: [{ deploymentId }], definition } = gateway.model.rest[0];
  const headers = {
    'Host': 'h.example',
    'X-One': '2',
    'User-Agent': 'test',
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    'X-Amzn-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
  };
  expect(event).toEqual({
    resource: '/event/{id}/{rest+}',
    path: '/event/7/a/b',
    httpMethod: 'POST',
    headers,
    multiValueHeaders: { ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])), 'X-One': ['1', '2'] },
    queryStringParameters: { q: '2', e: '' },
    multiValueQueryStringParameters: { q: ['1', '2'], e: [''] },
    pathParameters: { id: '7', rest: 'a/b' },
    stageVariables: { a: 'b' },
    requestContext: {
      resourceId: definition.resources.find(({ path }) => path === '/event/{id}/{rest+}')!.id,
      resourcePath: '/event/{id}/{rest+}',
      httpMethod: 'POST',
      extendedRequestId: expect.stringMatching(/^[\w-]{15}=$/),
      requestTime: '09/Apr/2026:12:34:56 +0000',
      path: '/prod/event/7/a/b',
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      domainPrefix: id,
      requestTimeEpoch: 1775738096789,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: '127.0.0.1',
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: 'test',
        user: null,
      },
      domainName: `${id}.execute-api.eu-west-1.amazonaws.com`,
      deploymentId,
      apiId: id,
    },
    body: 'text',
    isBase64Encoded: false,
  });
});

test.each<[request: Partial<Call>, event: object, source: string]>([
  [{}, { path: '/event', pathParameters: null, queryStringParameters: null, multiValueQueryStringParameters: null, body: null, isBase64Encoded: false }, EVENT],
  [{ path: '/event/' }, { path: '/event/', resource: '/event' }, KNOWLEDGE],
  [{ path: '/event/a%20b/c%2Fd' }, { path: '/event/a%20b/c%2Fd', pathParameters: { id: 'a b', rest: 'c/d' } }, KNOWLEDGE],
  [{ path: '/event?a=x%20y+z&a%20b=1' }, { queryStringParameters: { 'a': 'x y z', 'a b': '1' } }, LOCALSTACK],
  [{ method: 'DELETE' }, { httpMethod: 'DELETE' }, EVENT],
  [{ method: 'POST', body: '{"a":1}', headers: { 'Content-Type': 'application/json' } }, { body: '{"a":1}', isBase64Encoded: false }, EVENT],
  [{ method: 'POST', body: Buffer.from([255, 0]), headers: { 'Content-Type': 'image/png' } }, { body: '/wA=', isBase64Encoded: true }, BINARY],
  [{ method: 'POST', body: 'text', headers: { 'Content-Type': 'application/octet-stream; x=y' } }, { body: 'dGV4dA==', isBase64Encoded: true }, BINARY],
  [{ method: 'POST', body: Buffer.from([255]), headers: { 'Content-Type': 'text/plain' } }, { body: '\ufffd', isBase64Encoded: false }, BINARY],
  [{ method: 'POST', body: 'caf\u00e9' }, { body: 'caf\u00e9' }, EVENT],
])('%j -> %j (%s)', async (request, wanted) => {
  expect(await eventOf({ path: '/event', ...request })).toMatchObject(wanted);
});

test.each<[header: string, source: string]>([
  ['Content-Length', LOCALSTACK], ['Connection', LOCALSTACK], ['Content-MD5', LOCALSTACK], ['TE', LOCALSTACK], ['Upgrade', LOCALSTACK], ['Max-Forwards', LOCALSTACK],
])('%s does not get to a function (%s)', async (header) => {
  const { headers } = await eventOf({ method: 'POST', path: '/event', body: 'x', headers: header === 'Content-Length' ? {} : { [header]: 'x' } });
  expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain(header.toLowerCase());
});

const ERROR = '{"message":"Internal server error"}';

test.each<[response: unknown, status: number, headers: Readonly<Record<string, string | undefined>>, body: string, source: string]>([
  [{ statusCode: 201, headers: { 'X-A': 'b' }, body: 'made' }, 201, { 'x-a': 'b', 'content-type': 'application/json', 'x-amzn-trace-id': '*' }, 'made', OUTPUT],
  [{ statusCode: '404', body: 'none' }, 404, {}, 'none', LOCALSTACK],
  [{}, 200, {}, '', LOCALSTACK],
  [{ body: 'only' }, 200, {}, 'only', LOCALSTACK],
  [{ statusCode: 200, body: null }, 200, {}, '', OUTPUT],
  [{ statusCode: 204 }, 204, { 'content-length': undefined }, '', OUTPUT],
  [{ headers: { 'content-type': 'text/plain' }, body: 'x' }, 200, { 'content-type': 'text/plain' }, 'x', OUTPUT],
  [{ headers: { 'X-A': true } }, 200, { 'x-a': 'true' }, '', LOCALSTACK],
  [{ multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } }, 200, { 'set-cookie': 'a=1,b=2' }, '', OUTPUT],
  [{ headers: { 'X-A': '1' }, multiValueHeaders: { 'X-A': ['2'] } }, 200, { 'x-a': '1,2' }, '', OUTPUT],
  [{ headers: { 'X-A': '1' }, multiValueHeaders: { 'X-A': ['1', '2'] } }, 200, { 'x-a': '1,2' }, '', OUTPUT],
  [{ headers: { 'Date': 'x', 'Content-Length': '1', 'Server': 's' } }, 200, { 'x-amzn-remapped-date': 'x', 'x-amzn-remapped-content-length': '1', 'x-amzn-remapped-server': 's' }, '', LOCALSTACK],
  [{ headers: { Connection: 'close', Upgrade: 'x' } }, 200, { 'x-amzn-remapped-connection': 'close', 'upgrade': undefined }, '', LOCALSTACK],
  [{ body: 'aGk=', isBase64Encoded: true }, 200, {}, 'aGk=', BINARY],
  [{ statusCode: 500, body: 'own' }, 500, { 'x-amzn-errortype': undefined }, 'own', OUTPUT],
  // What is no such response is a 502.
  [{ statusCode: 200, body: 'x', other: 1 }, 502, { 'x-amzn-errortype': 'InternalServerErrorException' }, ERROR, LOCALSTACK],
  [{ statusCode: 200, body: { a: 1 } }, 502, {}, ERROR, ERRORS],
  [{ statusCode: 'ok' }, 502, {}, ERROR, LOCALSTACK],
  [{ statusCode: 1000 }, 502, {}, ERROR, KNOWLEDGE],
  [{ headers: { 'X-A': 1 } }, 502, {}, ERROR, LOCALSTACK],
  [{ headers: 'x' }, 502, {}, ERROR, LOCALSTACK],
  [{ multiValueHeaders: { 'X-A': 'x' } }, 502, {}, ERROR, KNOWLEDGE],
  [{ headers: { 'X A': 'x' } }, 502, {}, ERROR, KNOWLEDGE],
  [{ headers: { 'X-A': 'a\nb' } }, 502, {}, ERROR, KNOWLEDGE],
  ['text', 502, {}, ERROR, ERRORS],
  [7, 502, {}, ERROR, ERRORS],
  [null, 502, {}, ERROR, ERRORS],
  [[], 502, {}, ERROR, ERRORS],
])('a function that gives %j -> %i %j %j (%s)', async (response, status, headers, body) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path: '/say', body: JSON.stringify(response) });
  expect([answer.status, answer.text]).toEqual([status, body]);
  for (const [name, value] of Object.entries(headers)) {
    if (value === '*') expect(answer.headers).toHaveProperty([name]);
    else expect([name, answer.headers[name]]).toEqual([name, value]);
  }
});

test.each<[accept: string, body: string, source: string]>([
  ['image/png', 'hi', BINARY],
  ['image/png, text/html', 'hi', BINARY],
  ['text/html, image/png', 'aGk=', BINARY],
  ['text/html', 'aGk=', BINARY],
  ['*/*', 'aGk=', BINARY],
])('base64 to a client that accepts %s -> %s (%s)', async (accept, body) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path: '/say', headers: { Accept: accept }, body: '{"body":"aGk=","isBase64Encoded":true}' });
  expect(answer.text).toBe(body);
});

test.each<[request: Partial<Call>, status: number, body: string, source: string]>([
  [{ path: '/say', body: 'throw' }, 502, ERROR, ERRORS],
  [{ path: '/say', body: 'exit' }, 502, ERROR, ERRORS],
  [{ path: '/say', body: 'undefined' }, 502, ERROR, ERRORS],
  [{ path: '/slow' }, 502, ERROR, ERRORS],
  [{ path: '/slow/short' }, 504, '{"message":"Endpoint request timed out"}', TYPES],
  [{ path: '/by-get' }, 500, ERROR, LOCALSTACK],
  [{ path: '/none' }, 500, ERROR, KNOWLEDGE],
  [{ path: '/unpermitted' }, 500, ERROR, PERMISSIONS],
  [{ path: '/role' }, 200, 'ran', PERMISSIONS],
  [{ path: '/permitted', method: 'GET' }, 200, 'ran', PERMISSIONS],
  [{ path: '/permitted/7', method: 'GET' }, 200, 'ran', PERMISSIONS],
  [{ path: '/elsewhere', method: 'GET' }, 500, ERROR, PERMISSIONS],
  [{ path: '/stream', body: '{"statusCode":201,"headers":{"X-A":"b"},"cookies":["c=1","d=2"]}' }, 201, 'one two', STREAM],
  [{ path: '/stream', body: 'no head' }, 502, ERROR, STREAM],
  [{ path: '/stream', body: 'throw' }, 502, ERROR, STREAM],
  [{ path: '/stream/echo' }, 502, ERROR, STREAM],
])('%j -> %i %s (%s)', async (request, status, body) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', ...request as Call });
  expect([answer.status, answer.text]).toEqual([status, body]);
});

test('a streamed response has the headers of its metadata', async () => {
  const { headers } = await call(gateway.url('prod'), { method: 'POST', path: '/stream', body: '{"headers":{"X-A":"b","Content-Type":"text/plain"},"cookies":["c=1","d=2"]}' });
  expect(headers).toMatchObject({ 'x-a': 'b', 'content-type': 'text/plain', 'set-cookie': 'c=1,d=2', 'transfer-encoding': 'chunked' });
});

test('permissions may be left out of account', async () => {
  const lenient = await serve(apiOf({ '/': any(to('f')) }, {}, {}, { F: lambda('exports.handler = async () => ({ body: "ran" });', 'f') }), { enforcePermissions: false });
  expect((await call(lenient.url('prod'), { path: '/' })).text).toBe('ran');
});
