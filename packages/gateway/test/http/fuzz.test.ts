import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { seededRandom } from '../../src/runtime/random';
import { call } from '../support/call';
import { apiOf, operation, serve } from '../support/serve';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1500);
const random = seededRandom(Number(process.env.FUZZ_SEED ?? 1));
const below = (limit: number) => Math.floor(random() * limit);
const pick = <T>(from: readonly T[]): T => from[below(from.length)];
const some = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);

/** Shows a template all that a request has. */
const ALL = '#set($c = $context)$input.body $input.json(\'$.a\') $input.path(\'$..b\') $input.params() $c $util.escapeJavaScript($input.params(\'q\'))';
const HANDLER = `let count = 0;
exports.handler = async (event) => {
  count++;
  if (count % 7 === 0) throw new Error("x");
  if (count % 5 === 0) return { statusCode: count % 2 ? 42 : "7", headers: { "a b": "c" } };
  return { headers: { X: "a\\u4e00" }, body: event.body ?? "", isBase64Encoded: count % 3 === 0 };
};`;

/** Breaks off, fails, and answers with bytes, text and JSON. */
const backend: Server = createServer((request, response) => {
  const kind = below(20);
  if (kind === 0) request.socket.destroy();
  else response.writeHead(kind === 1 ? 500 : 200, { 'Content-Type': kind < 10 ? 'image/png' : 'application/json' }).end(kind < 6 ? Buffer.from([1, 255, 3]) : '{"a":{"b":[1,2]}}');
});

let gateway: Gateway;
beforeAll(async () => {
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  const uri = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const lambda = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations';
  const any = (integration: JsonObject): JsonObject => ({ 'x-amazon-apigateway-any-method': operation(integration) });
  const rest = { 'integration.request.path.p': 'method.request.path.p', 'integration.request.header.X': 'method.request.querystring.q' };
  const templates = { 'application/json': ALL };
  gateway = await serve(apiOf({
    '/mock/{id}': any({ type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { default: { statusCode: '200', responseTemplates: templates } } }),
    '/http/{p}': any({
      type: 'http',
      httpMethod: 'ANY',
      uri: `${uri}/{p}`,
      requestTemplates: templates,
      requestParameters: { ...rest, 'integration.request.querystring.z': 'method.request.body.a' },
      responses: {
        '2..': { statusCode: '200', responseTemplates: templates, responseParameters: { 'method.response.header.Q': 'integration.response.body.a' } },
        'default': { statusCode: '500', contentHandling: 'CONVERT_TO_BINARY' },
      },
    }),
    '/proxy/{p+}': any({ type: 'http_proxy', httpMethod: 'ANY', uri: `${uri}/{p}`, requestParameters: rest }),
    '/stream/{p+}': any({ type: 'http_proxy', httpMethod: 'ANY', uri: `${uri}/{p}`, requestParameters: rest, responseTransferMode: 'STREAM' }),
    '/lambda/{p+}': any({ type: 'aws_proxy', httpMethod: 'POST', uri: lambda }),
    '/custom': any({ type: 'aws', httpMethod: 'POST', uri: lambda, responses: { '.*x.*': { statusCode: '400' }, 'default': { statusCode: '200' } } }),
  }, {
    'x-amazon-apigateway-binary-media-types': ['image/*'],
    'x-amazon-apigateway-minimum-compression-size': 10,
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.Q': 'method.request.querystring.q', 'gatewayresponse.header.B': 'method.request.body.a' } },
    },
  }, {
    CanarySetting: { PercentTraffic: 50 },
    AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:a', Format: '$context.requestId $context.status $context.error.message' },
  }, {
    F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: HANDLER } } },
    P: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
  }));
  for (const event of ['request', 'accessLog', 'failure'] as const) gateway.on(event, () => {});
});
afterAll(() => {
  backend.closeAllConnections();
  backend.close();
});

const PIECES = ['%', '%0A', '%0D%0A', '%41', 'a', '/', '//', '..', '{x}', '\xe9', '$', '#', '%C3', '\\', ';', '&', '=', 'q=', 'q=%0a', '+', '"', '\'', '<', '__proto__', 'constructor'];
const NAMES = ['Accept', 'Content-Type', 'Accept-Encoding', 'Content-Encoding', 'X-HTTP-Method-Override', 'x-amzn-RequestId', 'X-Amzn-Trace-Id', 'Authorization', 'Host', 'X-\xc9', 'x-stagecraft-canary'];
const VALUES = ['image/png', 'application/json', 'text/xml, image/png', '*/*', 'gzip', 'deflate', 'PUT', 'Root=1', 'canary', '', 'constructor', '\xe9'];
const BODIES = ['', '{"a":1}', '{"a":{"b":2}}', 'x', '\xff\xfe', '{"a', '[]', 'null', '"s"'];
const PATHS = ['mock/', 'http/', 'proxy/', 'stream/', 'lambda/', 'custom', 'none', ''];

function randomRequest(): string {
  const body = pick(BODIES);
  const path = `/${pick(['prod', 'prod', 'prod', 'none'])}/${pick(PATHS)}${some(6, () => pick(PIECES)).join('')}`;
  const query = pick(['', '?', '?q=']);
  const headers = ['Host: h', 'Connection: close', ...some(4, () => `${pick(NAMES)}: ${pick(VALUES)}`), ...body ? [`Content-Length: ${body.length}`] : []];
  const method = pick(['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'QUERY']);
  return `${method} ${path}${query}${query && some(6, () => pick(PIECES)).join('')} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
}

/** Sends a request; some clients go away at once. What is not answered makes the test fail by its time. */
function send(request: string, impatient: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(gateway.url('prod')).port), '127.0.0.1');
    socket.on('error', () => {}).on('close', () => resolve()).resume();
    socket.write(Buffer.from(request, 'latin1'), () => {
      if (impatient) socket.destroy();
    });
  });
}

test('every request is answered, whatever it is', async () => {
  for (let at = 0; at < REQUESTS; at += 20) await Promise.all(Array.from({ length: 20 }, () => send(randomRequest(), below(20) === 0)));
  expect((await call(gateway.url('prod'), { path: '/mock/1' })).status).toBe(200);
}, 60_000 + REQUESTS * 10);
