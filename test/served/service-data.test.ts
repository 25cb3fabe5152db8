import type { Gateway, ServiceAnswer, ServiceCall } from '../../packages/gateway/src';
import { testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { servicesApi } from '../support/services';

const HOSTILE = '\'"\\\'"},"TableName":"Other","x":{"\n\t#end $input.body é 😀 \u2028 </script>';

let call: ServiceCall;
let answer: ServiceAnswer;
const take = (one: ServiceCall): ServiceAnswer => {
  call = one;
  return answer;
};

let gateway: Gateway;
beforeAll(async () => {
  const stack = testStack();
  servicesApi(stack, 'dynamo-db', 'rds-data', 'kms', 'step-functions', 'kinesis');
  gateway = await serve(stack, { stubs: { 'dynamodb': take, 'rds-data': take, 'kms': take, 'states': take, 'kinesis': take } });
});
afterAll(stopServing);
beforeEach(() => {
  answer = { body: {} };
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<[number, any]> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${gateway.url('dev')}${path}`, { method, body: text, headers: { ...(text === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers } });
  const answered = await response.text();
  return [response.status, answered === '' ? '' : JSON.parse(answered)];
}

const sent = () => JSON.parse(call.body);
const order = `/orders/${encodeURIComponent(HOSTILE)}`;
const data = (base64: string) => Buffer.from(base64, 'base64').toString();

describe('DynamoDB', () => {
  test('an item comes as plain JSON', async () => {
    answer = {
      body: {
        Item: {
          orderId: { S: HOSTILE },
          empty: { S: '' },
          total: { N: '1234567890.123456789' },
          paid: { BOOL: false },
          gone: { NULL: true },
          seal: { B: '3q2+7w==' },
          tags: { SS: ['a', HOSTILE] },
          sizes: { NS: ['1', '2.5'] },
          seals: { BS: ['AA=='] },
          lines: { L: [{ S: 'x' }, { M: { 'S': { S: 'named like a type' }, 'M': { L: [] }, 'a "key"': { M: { deep: { L: [{ N: '1' }, { NS: ['2'] }] } } } } }] },
          none: { M: {} },
        },
      },
    };
    expect(await send('GET', order)).toEqual([200, {
      orderId: HOSTILE,
      empty: '',
      total: 1234567890.123456789,
      paid: false,
      gone: null,
      seal: '3q2+7w==',
      tags: ['a', HOSTILE],
      sizes: [1, 2.5],
      seals: ['AA=='],
      lines: ['x', { 'S': 'named like a type', 'M': [], 'a "key"': { deep: [1, [2]] } }],
      none: {},
    }]);
    expect(call).toMatchObject({ method: 'POST', action: 'GetItem', headers: { 'Content-Type': 'application/x-amz-json-1.0' } });
    expect(sent()).toEqual({ TableName: expect.stringMatching(/^Shop-Table/), Key: { orderId: { S: HOSTILE } }, ConsistentRead: true });
  });

  test('four levels of lists and maps are there, a fifth is null', async () => {
    const nested = (levels: number): object => (levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] });
    answer = { body: { Item: { four: nested(4), five: nested(5), map: { M: { a: nested(4) } } } } };
    expect(await send('GET', '/orders/1')).toEqual([200, { four: [[[['x']]]], five: [[[[null]]]], map: { a: [[[null]]] } }]);
  });

  test('an item is put with the types that the app says', async () => {
    const body = { note: HOSTILE, total: 12.5, paid: true, seal: 'AA==', address: { city: HOSTILE } };
    expect(await send('PUT', order, body)).toEqual([200, {}]);
    const { Item: { address, ...item }, ...request } = sent();
    expect(request).toEqual({ TableName: expect.any(String), ConditionExpression: 'attribute_not_exists(orderId)' });
    expect(item).toEqual({ orderId: { S: HOSTILE }, note: { S: HOSTILE }, total: { N: '12.5' }, paid: { BOOL: true }, seal: { B: 'AA==' } });
    expect(JSON.parse(address.S)).toEqual(body.address);
  });

  test('what the body does not say is left out', async () => {
    await send('PUT', '/orders/1', { paid: 'no', note: '' });
    expect(sent().Item).toEqual({ orderId: { S: '1' }, paid: { BOOL: false } });
  });

  test('an item is updated, and comes as it is then', async () => {
    answer = { body: { Attributes: { orderId: { S: '1' }, status: { S: 'sent' } } } };
    expect(await send('PATCH', '/orders/1', { status: HOSTILE })).toEqual([200, { orderId: '1', status: 'sent' }]);
    expect(sent()).toEqual({
      TableName: expect.any(String),
      Key: { orderId: { S: '1' } },
      UpdateExpression: 'SET #status = :status',
      ReturnValues: 'ALL_NEW',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': { S: HOSTILE } },
    });
  });

  test('an item is deleted', async () => {
    expect(await send('DELETE', order)).toEqual([204, '']);
    expect(sent()).toEqual({ TableName: expect.any(String), Key: { orderId: { S: HOSTILE } } });
  });

  test('a query has pages', async () => {
    const LastEvaluatedKey = { orderId: { S: 'ÿ>?~' }, customerId: { S: HOSTILE } };
    answer = { body: { Items: [{ orderId: { S: '1' } }, { orderId: { S: '2' }, tags: { L: [] } }], Count: 2, LastEvaluatedKey } };
    const path = `/customers/${encodeURIComponent(HOSTILE)}/orders`;
    const [status, { items, nextToken }] = await send('GET', path);
    expect([status, items, nextToken]).toEqual([200, [{ orderId: '1' }, { orderId: '2', tags: [] }], expect.stringMatching(/^[\w-]+=*$/)]);
    expect(sent()).toEqual({
      TableName: expect.any(String),
      IndexName: 'byCustomer',
      KeyConditionExpression: 'customerId = :customerId',
      ExpressionAttributeValues: { ':customerId': { S: HOSTILE } },
      Limit: 20,
      ScanIndexForward: false,
    });
    answer = { body: { Items: [], Count: 0 } };
    expect(await send('GET', `${path}?nextToken=${nextToken}`)).toEqual([200, { items: [] }]);
    expect(sent().ExclusiveStartKey).toEqual(LastEvaluatedKey);
  });

  test.each<[string, unknown, unknown]>([
    ['a forged value', { orderId: { S: '"}},"TableName":"Other","x":{"y":{"S":"' } }, { orderId: { S: '"}},"TableName":"Other","x":{"y":{"S":"' } }],
    ['a forged type', { orderId: { 'S":"","x': 'y' } }, {}],
    ['a forged name', { 'a":{"S":"b"}},"TableName":"Other","c":{"d': { S: 'e' } }, { 'a":{"S":"b"}},"TableName":"Other","c":{"d': { S: 'e' } }],
    ['nested values', { orderId: { M: { a: { S: '"' } } } }, {}],
    ['two values', { orderId: { S: 'a', N: '1' } }, {}],
    ['no object', 7, {}],
    ['a list', [1], {}],
  ])('a token with %s changes nothing but the start key', async (_, forged, key) => {
    await send('GET', `/customers/1/orders?nextToken=${Buffer.from(JSON.stringify(forged)).toString('base64url')}`);
    expect(sent()).toMatchObject({ TableName: expect.stringMatching(/^Shop-Table/), KeyConditionExpression: 'customerId = :customerId' });
    expect(Object.keys(sent())).toHaveLength(7);
    expect(sent().ExclusiveStartKey).toEqual(key);
  });
});

describe.each<[string, string]>([
  ['no Base64', '***'],
  ['half a byte', 'A'],
  ['Base64 of no JSON', Buffer.from('garbage').toString('base64url')],
  ['JSON that ends too early', Buffer.from('{"orderId":{"S":"x').toString('base64url')],
  ['more than one JSON value', Buffer.from('{"orderId":{"S":"x"}},"Limit":{"a":{"S":"x"}}').toString('base64url')],
  ['an escape that JSON does not know', Buffer.from('{"orderId":{"S":"\\q"}}').toString('base64url')],
  ['many escapes', Buffer.from(`{"orderId":{"S":"${'\\n'.repeat(500)}`).toString('base64url')],
])('a token that is %s', (_, nextToken) => {
  test('becomes a start key that DynamoDB refuses', async () => {
    answer = { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'The provided starting key is invalid' } };
    expect(await send('GET', `/customers/1/orders?nextToken=${encodeURIComponent(nextToken)}`)).toEqual([400, { message: 'Bad Request' }]);
    expect(sent().ExclusiveStartKey).toEqual({});
  });
});

describe('the RDS Data API', () => {
  test('gets the statement as it is, and values as parameters', async () => {
    answer = { body: { formattedRecords: '[{"id":1,"note":"a"}]', numberOfRecordsUpdated: 0 } };
    expect(await send('GET', `/rows/${encodeURIComponent('1; DROP TABLE orders --"')}`)).toEqual([200, [{ id: 1, note: 'a' }]]);
    expect(call).toMatchObject({ method: 'POST', path: '/Execute', headers: { 'Content-Type': 'application/json' } });
    expect(sent()).toEqual({
      resourceArn: expect.stringMatching(/^arn:aws:rds:/),
      secretArn: expect.stringMatching(/^arn:aws:secretsmanager:/),
      database: 'shop',
      sql: 'SELECT * FROM orders WHERE id = :id',
      parameters: [{ name: 'id', value: { stringValue: '1; DROP TABLE orders --"' }, typeHint: 'DECIMAL' }],
      formatRecordsAs: 'JSON',
    });
  });

  test('answers a change with how many rows it made, and takes what is missing for NULL', async () => {
    answer = { body: { generatedFields: [], numberOfRecordsUpdated: 1 } };
    expect(await send('POST', '/rows', { note: HOSTILE, paid: true })).toEqual([200, { updatedRecords: 1 }]);
    expect(sent().parameters).toEqual([
      { name: 'note', value: { stringValue: HOSTILE } }, { name: 'paid', value: { booleanValue: true } }, { name: 'seal', value: { isNull: true } },
    ]);
  });
});

describe('KMS', () => {
  const headers = { 'X-Tenant': 'a","b":"c' };

  test('encrypts, bound to the context', async () => {
    answer = { body: { CiphertextBlob: 'BBBB', KeyId: 'arn' } };
    expect(await send('POST', '/encrypt', { plaintext: 'AAAA","KeyId":"other' }, headers)).toEqual([200, { ciphertext: 'BBBB' }]);
    expect(call).toMatchObject({ action: 'Encrypt', headers: { 'X-Amz-Target': 'TrentService.Encrypt', 'Content-Type': 'application/x-amz-json-1.1' } });
    expect(sent()).toEqual({ KeyId: expect.stringMatching(/^arn:aws:kms:/), Plaintext: 'AAAA","KeyId":"other', EncryptionContext: { tenant: 'a","b":"c' } });
  });

  test('decrypts', async () => {
    answer = { body: { Plaintext: 'AAAA', KeyId: 'arn' } };
    expect(await send('POST', '/decrypt', { ciphertext: 'BBBB' }, headers)).toEqual([200, { plaintext: 'AAAA' }]);
    expect(sent()).toEqual({ KeyId: expect.any(String), CiphertextBlob: 'BBBB', EncryptionContext: { tenant: 'a","b":"c' } });
  });

  test('makes a data key', async () => {
    answer = { body: { Plaintext: 'AAAA', CiphertextBlob: 'BBBB' } };
    expect(await send('POST', '/data-key')).toEqual([200, { plaintext: 'AAAA', ciphertext: 'BBBB' }]);
    expect(sent()).toEqual({ KeyId: expect.any(String), KeySpec: 'AES_256' });
  });
});

describe('Step Functions', () => {
  const execution = 'arn:aws:states:us-east-1:123456789012:execution:Machine:run-1';

  test('starts an execution with the body', async () => {
    answer = { body: { executionArn: execution, startDate: 1.7e9 } };
    expect(await send('POST', '/runs', { note: HOSTILE })).toEqual([202, { executionId: 'run-1' }]);
    expect(call).toMatchObject({ action: 'StartExecution', headers: { 'Content-Type': 'application/x-amz-json-1.0' } });
    const { input, ...request } = sent();
    expect([JSON.parse(input), request]).toEqual([{ note: HOSTILE }, { stateMachineArn: expect.stringMatching(/^arn:aws:states:.*:stateMachine:/) }]);
  });

  test('starts an execution of a name', async () => {
    answer = { body: { executionArn: execution } };
    await send('PUT', `/runs/${encodeURIComponent('a","stateMachineArn":"b')}`, { a: 1 });
    expect([JSON.parse(sent().input), sent().name]).toEqual([{ request: { a: 1 } }, 'a","stateMachineArn":"b']);
  });

  test('runs an express state machine', async () => {
    answer = { body: { status: 'SUCCEEDED', output: '{"sum":3,"text":"a\\"b"}' } };
    expect(await send('POST', '/runs/sync', { a: 1 })).toEqual([200, { sum: 3, text: 'a"b' }]);
    expect(call.action).toBe('StartSyncExecution');
  });

  test('describes executions of this state machine, and of no other', async () => {
    answer = { body: { status: 'SUCCEEDED', output: '{"sum":3}', executionArn: execution } };
    expect(await send('GET', '/runs/run-1')).toEqual([200, { status: 'SUCCEEDED', output: { sum: 3 } }]);
    expect(sent()).toEqual({ executionArn: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:execution:[\w-]+:run-1$/) });
    answer = { body: { status: 'RUNNING' } };
    expect(await send('GET', '/runs/run-1')).toEqual([200, { status: 'RUNNING' }]);
  });
});

describe('a list of Kinesis records', () => {
  test('is put record by record', async () => {
    answer = { body: { FailedRecordCount: 0, Records: [{ SequenceNumber: '1' }, { SequenceNumber: '2' }] } };
    const clicks = [{ session: HOSTILE, n: 1 }, { session: 7, n: [HOSTILE] }];
    expect(await send('POST', '/clicks/batch', { clicks })).toEqual([202, { failedRecords: [] }]);
    expect(sent().Records.map(({ Data, PartitionKey }: any) => [JSON.parse(data(Data)), data(Data).endsWith('}\n'), PartitionKey]))
      .toEqual([[clicks[0], true, HOSTILE], [clicks[1], true, '7']]);
  });

  test('may hold anything, and is spread', async () => {
    answer = { body: { FailedRecordCount: 0, Records: [{}, {}, {}] } };
    await send('POST', '/clicks/list', ['a', 1, { b: null }]);
    expect(sent().Records.map(({ Data }: any) => data(Data))).toEqual(['"a"', '1', '{"b":null}']);
    const [first, ...others] = sent().Records.map(({ PartitionKey }: any) => PartitionKey);
    expect(first).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}-0$/);
    expect(others).toEqual([first.replace(/0$/, '1'), first.replace(/0$/, '2')]);
  });

  test('says which records failed, and not why', async () => {
    answer = { body: { FailedRecordCount: 2, Records: [{ ErrorCode: 'x', ErrorMessage: 'secret' }, { SequenceNumber: '1' }, { ErrorCode: 'y' }] } };
    expect(await send('POST', '/clicks/list', [1, 2, 3])).toEqual([503, { failedRecords: [0, 2] }]);
  });
});
