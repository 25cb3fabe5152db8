import { recorder } from '../../src';
import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, json } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';
import { apiOf, operation, serve } from '../support/serve';

const AWS = 'Set up an integration request in API Gateway';
const SQS = 'Tutorial: Send messages to Amazon SQS';
const S3 = 'Tutorial: Create a REST API as an Amazon S3 proxy';
const KINESIS = 'Tutorial: Create a REST API as an Amazon Kinesis proxy';

const service = (uri: string, integration: JsonObject = {}): JsonObject => ({
  'x-amazon-apigateway-any-method': operation({
    type: 'aws', httpMethod: 'POST', uri: `arn:aws:apigateway:eu-west-1:${uri}`, credentials: 'arn:aws:iam::123456789012:role/r', responses: { default: { statusCode: '200' } }, ...integration,
  }),
});

const emulator = new EchoServer();
const queue = recorder({ body: { MessageId: '1' } });
const everything = recorder();
let gateway: Gateway;
beforeAll(async () => {
  await emulator.start();
  gateway = await serve(apiOf({
    '/put': service('dynamodb:action/PutItem', {
      requestTemplates: { 'application/json': '{"TableName": "Orders", "Item": {"id": {"S": "$input.path(\'$.id\')"}}}' },
      responses: {
        '4\\d{2}': { statusCode: '400', responseTemplates: { 'application/json': 'refused' } },
        'default': { statusCode: '201', responseTemplates: { 'application/json': 'put' } },
      },
    }),
    '/send': service('sqs:path/123456789012/orders', {
      requestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
      requestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' },
    }),
    '/put-record': service('kinesis:action/PutRecord'),
    '/topics': service('sns:action/ListTopics', { httpMethod: 'GET' }),
    '/object/{key}': service('s3:path/bucket/{key}', { httpMethod: 'GET', requestParameters: { 'integration.request.path.key': 'method.request.path.key' } }),
    '/bucket': service('my-bucket.s3:path/key', { httpMethod: 'GET' }),
    '/state': service('states:action/StartExecution'),
    '/none': service('events:action/PutEvents'),
    '/thrown': service('logs:action/Fail'),
    '/hang': service('firehose:action/PutRecord', { timeoutInMillis: 50 }),
    '/wrong': { post: operation({ type: 'aws', httpMethod: 'POST', uri: 'nonsense', responses: { default: { statusCode: '200' } } }) },
  }), {
    stubs: {
      'dynamodb:PutItem': ({ body }) => body.includes('"bad"') ? { status: 400, body: { __type: 'ValidationException' } } : { body: {} },
      'sqs': queue,
      'kinesis': emulator.url,
      's3': `${emulator.url}/emulator/`,
      'sns': everything,
      'states:StartExecution': everything,
      'firehose': () => new Promise(() => {}),
      'logs': () => { throw new Error('no logs here'); },
    },
  });
});
afterAll(() => emulator.stop());

test.each<[path: string, body: string, status: number, answer: string, source: string]>([
  ['/put', '{"id": "7"}', 201, 'put', AWS],
  ['/put', '{"id": "bad"}', 400, 'refused', AWS],
  ['/send', '{"a": 1}', 200, '{"MessageId":"1"}', SQS],
  ['/none', '{}', 500, '{"message":"Internal server error"}', 'of this gateway'],
  ['/thrown', '{}', 500, '{"message":"Internal server error"}', 'of this gateway'],
  ['/hang', '{}', 504, '{"message":"Endpoint request timed out"}', 'of this gateway'],
  ['/wrong', '{}', 500, '{"message":"Internal server error"}', 'best knowledge'],
])('%s %s -> %i %s (%s)', async (path, body, status, text) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path, body });
  expect([answer.status, answer.text]).toEqual([status, text]);
});

test('bytes reach a service as they are, and come back as they are', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0xe0]);
  const images = recorder({ headers: { 'Content-Type': 'image/png' }, body: bytes });
  const binary = await serve(apiOf({ '/image': service('s3:path/bucket/key', { httpMethod: 'PUT' }) }, { 'x-amazon-apigateway-binary-media-types': ['image/png'] }), { stubs: { s3: images } });
  const answer = await fetch(`${binary.url('prod')}/image`, { method: 'PUT', headers: { 'Content-Type': 'image/png', 'Accept': 'image/png' }, body: bytes });
  expect([images.calls[0].bytes, Buffer.from(await answer.arrayBuffer())]).toEqual([bytes, bytes]);
});

test('a recorder knows its calls', async () => {
  await call(gateway.url('prod'), { method: 'POST', path: '/send', body: '{"b": 2}' });
  expect(queue.calls.at(-1)).toMatchObject({
    service: 'sqs',
    action: 'SendMessage',
    region: 'eu-west-1',
    method: 'POST',
    path: '/123456789012/orders',
    body: 'Action=SendMessage&MessageBody=%7B%22b%22%3A+2%7D',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  await call(gateway.url('prod'), { path: '/topics' });
  expect(everything.calls.at(-1)).toMatchObject({ service: 'sns', action: 'ListTopics', method: 'GET', path: '/?Action=ListTopics', body: '' });
  await call(gateway.url('prod'), { method: 'POST', path: '/state', body: '{}' });
  expect(everything.calls.at(-1)).toMatchObject({ service: 'states', action: 'StartExecution', headers: { 'X-Amz-Target': 'AWSStepFunctions.StartExecution' } });
});

test.each<[path: string, method: string, url: string, headers: object, source: string]>([
  ['/put-record', 'POST', '/?Action=PutRecord', { 'x-amz-target': 'Kinesis_20131202.PutRecord', 'authorization': expect.stringContaining('/eu-west-1/kinesis/aws4_request') }, KINESIS],
  ['/object/a%20b', 'GET', '/emulator/bucket/a%20b', {}, S3],
  ['/bucket', 'GET', '/emulator/key', { host: 'my-bucket.s3' }, S3],
])('%s goes to the emulator: %s %s (%#)', async (path, method, url, headers) => {
  const got = json(await call(gateway.url('prod'), { method: 'POST', path, body: '{}' })) as Echo;
  expect([got.method, got.url]).toEqual([method, url]);
  expect(got.headers).toMatchObject(headers);
});

test('what is not configured says how to', async () => {
  const lines: string[] = [];
  gateway.on('failure', ({ line }) => lines.push(line));
  await call(gateway.url('prod'), { method: 'POST', path: '/none' });
  expect(lines.join()).toMatch(/nothing takes the place of events:PutEvents: give a stub or the URL of an emulator for "events:PutEvents" or "events" \(.*#Api\/Properties\/Body\/paths\/~1none/);
});
