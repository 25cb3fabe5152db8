import type { Gateway, ServiceAnswer } from '../../packages/gateway/src';
import { testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { servicesApi } from '../support/services';

/** The name of an internal thing, which no client may learn. */
const SECRET = 'arn:aws:iam::123456789012:role/internal';

let answer: ServiceAnswer;
let gateway: Gateway;
const names = ['sqs', 'sns', 'event-bridge', 'step-functions', 'kinesis', 'firehose', 'dynamo-db', 's3', 'kms', 'rds-data'];
beforeAll(async () => {
  const stack = testStack();
  const services = ['sqs', 'sns', 'events', 'states', 'kinesis', 'firehose', 'dynamodb', 's3', 'kms', 'rds-data'];
  servicesApi(stack, ...names);
  gateway = await serve(stack, { stubs: Object.fromEntries(services.map((service) => [service, () => answer])) });
});
afterAll(stopServing);

const refused = (type: string): ServiceAnswer => ({ status: 400, body: { __type: `com.amazonaws.x#${type}`, message: SECRET } });
const failed = (code: string, status = 400): ServiceAnswer => ({ status, body: { Error: { Code: code, Message: SECRET, Type: 'Sender' } } });
const xml = (status: number): ServiceAnswer => ({ status, headers: { 'Content-Type': 'application/xml' }, body: `<Error><Message>${SECRET}</Message></Error>` });

const [BAD, NOT_FOUND, CONFLICT, BUSY, BROKEN] = ['Bad Request', 'Not Found', 'Conflict', 'Too Many Requests', 'Internal server error'];

test.each<[routeKey: string, ServiceAnswer, status: number, message: string]>([
  ['POST /events', failed('InvalidMessageContents'), 400, BAD],
  ['POST /events', failed('AWS.SimpleQueueService.NonExistentQueue'), 500, BROKEN],
  ['POST /events', failed('AccessDenied', 403), 500, BROKEN],
  ['POST /events', failed('RequestThrottled', 403), 429, BUSY],
  ['POST /events', failed('InternalFailure', 500), 500, BROKEN],
  ['POST /events', xml(400), 500, BROKEN],
  ['POST /news', failed('InvalidParameter'), 400, BAD],
  ['POST /news', failed('AuthorizationError', 403), 500, BROKEN],
  ['POST /news', failed('Throttled', 429), 429, BUSY],
  ['POST /orders', { body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: SECRET }] } }, 400, BAD],
  ['POST /orders', { body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: SECRET }] } }, 429, BUSY],
  ['POST /orders', { body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorizedForSource', ErrorMessage: SECRET }] } }, 500, BROKEN],
  ['POST /orders', refused('ValidationException'), 400, BAD],
  ['POST /runs', refused('InvalidExecutionInput'), 400, BAD],
  ['POST /runs', refused('StateMachineDoesNotExist'), 500, BROKEN],
  ['PUT /runs/a', refused('ExecutionAlreadyExists'), 409, CONFLICT],
  ['PUT /runs/a', refused('ExecutionLimitExceeded'), 429, BUSY],
  ['GET /runs/a', refused('ExecutionDoesNotExist'), 404, NOT_FOUND],
  ['POST /runs/sync', { body: { status: 'FAILED', error: SECRET, cause: SECRET } }, 500, BROKEN],
  ['POST /runs/sync', { body: { status: 'TIMED_OUT', error: SECRET } }, 504, 'Endpoint request timed out'],
  ['POST /clicks', refused('ProvisionedThroughputExceededException'), 429, BUSY],
  ['POST /clicks', refused('AccessDeniedException'), 500, BROKEN],
  ['POST /clicks/list', refused('InvalidArgumentException'), 400, BAD],
  ['POST /logs', refused('InvalidArgumentException'), 400, BAD],
  ['POST /logs', { status: 503, body: { __type: 'ServiceUnavailableException', message: SECRET } }, 500, BROKEN],
  ['GET /orders/a', refused('ValidationException'), 400, BAD],
  ['GET /orders/a', refused('ResourceNotFoundException'), 500, BROKEN],
  ['GET /orders/a', { body: {} }, 404, NOT_FOUND],
  ['PUT /orders/a', refused('ConditionalCheckFailedException'), 409, CONFLICT],
  ['DELETE /orders/a', refused('ThrottlingException'), 429, BUSY],
  ['GET /files/a', xml(403), 404, NOT_FOUND],
  ['GET /files/a', xml(404), 404, NOT_FOUND],
  ['GET /files/a', xml(503), 500, BROKEN],
  ['PUT /files/a', xml(400), 400, BAD],
  ['PUT /files/a', xml(403), 500, BROKEN],
  ['GET /files/a', xml(405), 400, BAD],
  ['DELETE /files/a', xml(301), 500, BROKEN],
  ['POST /decrypt', refused('InvalidCiphertextException'), 400, BAD],
  ['POST /decrypt', refused('AccessDeniedException'), 500, BROKEN],
  ['POST /encrypt', refused('ThrottlingException'), 429, BUSY],
  ['GET /rows/1', { status: 400, body: { message: SECRET } }, 400, BAD],
  ['GET /rows/1', { status: 403, body: { message: SECRET } }, 500, BROKEN],
  ['GET /rows/1', { status: 504, body: { message: SECRET } }, 500, BROKEN],
])('%s, %j -> %i %s', async (routeKey, serviceAnswer, status, message) => {
  answer = serviceAnswer;
  const [method, path] = routeKey.split(' ');
  const body = method === 'GET' ? undefined : '{}';
  const response = await fetch(`${gateway.url('dev')}${path}`, { method, body, headers: body === undefined ? {} : { 'Content-Type': 'application/json' } });
  expect([response.status, await response.json()]).toEqual([status, { message }]);
});
