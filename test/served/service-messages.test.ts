import { type Gateway, type Recorder, recorder } from '../../packages/gateway/src';
import { testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { servicesApi } from '../support/services';

/** What breaks out of quotes, out of JSON, out of a form, and out of a template, if anything lets it. */
const HOSTILE = '\'"\\\'"}, "x": {"\n\r\t&Action=DeleteQueue&QueueUrl=x #end $input.body ${n} $util.urlEncode(1) # é 漢 😀 \u2028 </script> %26';

const queue = recorder({ body: { SendMessageResponse: { SendMessageResult: { MessageId: 'm-1' } } } });
const topic = recorder({ body: { PublishResponse: { PublishResult: { MessageId: 'm-2' } } } });
const bus = recorder({ body: { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] } });
const stream = recorder({ body: { SequenceNumber: '49', ShardId: 'shardId-0' } });
const delivery = recorder({ body: { RecordId: 'r-1', Encrypted: true } });

let gateway: Gateway;
const stubs: Record<string, Recorder> = { 'sqs': queue, 'sns': topic, 'events': bus, 'kinesis:PutRecord': stream, 'firehose': delivery };
beforeAll(async () => {
  const stack = testStack();
  servicesApi(stack, 'sqs', 'sns', 'event-bridge', 'kinesis', 'firehose');
  gateway = await serve(stack, { stubs });
});
afterAll(stopServing);

async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${gateway.url('dev')}${path}`, { method, body: text, headers: { 'Content-Type': 'application/json', ...headers } });
  const answered = await answer.text();
  return [answer.status, answered === '' ? '' : JSON.parse(answered)];
}

const last = ({ calls }: Recorder) => calls.at(-1)!;
const form = (one: Recorder) => Object.fromEntries(new URLSearchParams(last(one).body));
const data = (base64: string) => Buffer.from(base64, 'base64').toString();

describe('SQS', () => {
  test('gets the body as a message', async () => {
    const body = JSON.stringify({ note: HOSTILE });
    expect(await send('POST', '/events', body)).toEqual([202, { messageId: 'm-1' }]);
    expect(last(queue)).toMatchObject({
      method: 'POST', path: expect.stringMatching(/^\/123456789012\/[\w-]+$/), action: 'SendMessage', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(form(queue)).toEqual({ Action: 'SendMessage', Version: '2012-11-05', MessageBody: body });
  });

  test('gets a message of values, group, deduplication and attributes', async () => {
    const body = { customer: { id: HOSTILE }, n: 1.5 };
    expect(await send('POST', `/events/${encodeURIComponent(HOSTILE)}`, body, { 'Idempotency-Key': '1&Action=PurgeQueue' })).toEqual([202, { messageId: 'm-1' }]);
    const { MessageBody, ...others } = form(queue);
    expect(JSON.parse(MessageBody)).toEqual({ event: body, type: HOSTILE });
    expect(others).toEqual({
      'Action': 'SendMessage',
      'Version': '2012-11-05',
      'MessageGroupId': HOSTILE,
      'MessageDeduplicationId': '1&Action=PurgeQueue',
      'MessageAttribute.1.Name': 'source',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'api',
      'MessageAttribute.2.Name': 'type',
      'MessageAttribute.2.Value.DataType': 'String',
      'MessageAttribute.2.Value.StringValue': HOSTILE,
    });
  });

  test('answers JSON, even to a client that asks for what is binary to the API', async () => {
    expect(await send('POST', '/events', '{}', { Accept: 'image/png' })).toEqual([202, { messageId: 'm-1' }]);
  });

  test('takes no other content type than it says', async () => {
    expect(await send('POST', '/events', '<a/>', { 'Content-Type': 'text/xml' })).toEqual([415, { message: 'Unsupported Media Type' }]);
  });
});

test('SNS gets the body, the subject and those attributes that have a value', async () => {
  const body = JSON.stringify({ note: HOSTILE });
  expect(await send('POST', '/news?kind=a%26b', body, { Subject: 'It\'s "new"' })).toEqual([202, { messageId: 'm-2' }]);
  expect(form(topic)).toMatchObject({
    'Action': 'Publish',
    'TopicArn': expect.stringMatching(/^arn:aws:sns:/),
    'Message': body,
    'Subject': 'It\'s "new"',
    'MessageAttributes.entry.1.Name': 'kind',
    'MessageAttributes.entry.1.Value.StringValue': 'a&b',
  });
  await send('POST', '/news', body);
  expect(Object.keys(form(topic)).filter((name) => name.startsWith('MessageAttributes'))).toEqual([]);
});

describe('EventBridge', () => {
  test('gets the body as an event', async () => {
    const body = { note: HOSTILE, Source: 'aws.ec2' };
    expect(await send('POST', '/orders', body)).toEqual([202, { eventId: 'e-1' }]);
    expect(last(bus)).toMatchObject({ action: 'PutEvents', headers: { 'X-Amz-Target': 'AWSEvents.PutEvents', 'Content-Type': 'application/x-amz-json-1.1' } });
    const { Entries: [{ Detail, ...entry }] } = JSON.parse(last(bus).body);
    expect(entry).toEqual({ EventBusName: expect.stringMatching(/^arn:aws:events:/), Source: 'shop.orders', DetailType: 'OrderPlaced' });
    expect(JSON.parse(Detail)).toEqual(body);
  });

  test('gets an event of values', async () => {
    await send('POST', `/orders/${encodeURIComponent(HOSTILE)}`, { changes: { note: HOSTILE } }, { 'Event-Type': '","Source":"aws.ec2' });
    const { Entries: [{ Detail, DetailType, Source }] } = JSON.parse(last(bus).body);
    expect([Source, DetailType]).toEqual(['shop.orders', '","Source":"aws.ec2']);
    expect(JSON.parse(Detail)).toEqual({ orderId: HOSTILE, changes: { note: HOSTILE }, by: '127.0.0.1' });
  });

  test('is not called with what is no JSON', async () => {
    const { length } = bus.calls;
    expect((await send('POST', '/orders', '{"a": '))[0]).toBe(400);
    expect(bus.calls).toHaveLength(length);
  });
});

describe('Kinesis', () => {
  test('gets the body as a line', async () => {
    const body = JSON.stringify({ note: HOSTILE });
    expect(await send('POST', '/clicks', body)).toEqual([202, { sequenceNumber: '49' }]);
    expect(last(stream)).toMatchObject({ action: 'PutRecord', headers: { 'Content-Type': 'application/x-amz-json-1.1' } });
    const record = JSON.parse(last(stream).body);
    expect([data(record.Data), record.PartitionKey]).toEqual([`${body}\n`, expect.stringMatching(/^[\w-]{36}$/)]);
  });

  test('gets a partition key', async () => {
    await send('PUT', `/clicks/${encodeURIComponent(HOSTILE)}`, { a: 1 });
    const record = JSON.parse(last(stream).body);
    expect([data(record.Data), record.PartitionKey]).toEqual(['{"a":1}', HOSTILE]);
  });
});

test('Firehose gets the body as a line', async () => {
  const body = JSON.stringify({ note: HOSTILE });
  expect(await send('POST', '/logs', body)).toEqual([202, { recordId: 'r-1' }]);
  expect(data(JSON.parse(last(delivery).body).Record.Data)).toBe(`${body}\n`);
});
