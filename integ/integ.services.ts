/**
 * One REST API in front of AWS services, with nothing in between.
 *
 * The assertions send messages, events and records, run state machines, and write and read items, objects and ciphertexts through the deployed
 * API. They need an account: `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import {
  App, aws_dynamodb as dynamodb, aws_events as events, aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_kms as kms,
  aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn, Duration, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { Authorizer, Integration, IntegrationCredentials, MappingTemplate, RequestValue, RestApi, TypedValue } from '../src';

const app = new App();
const stack = new Stack(app, 'Services');
const removalPolicy = RemovalPolicy.DESTROY;

const key = new kms.Key(stack, 'Key', { removalPolicy, pendingWindow: Duration.days(7) });
const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key });
const fifo = new sqs.Queue(stack, 'Fifo', { fifo: true });
const topic = new sns.Topic(stack, 'Topic', { masterKey: key });
const bus = new events.EventBus(stack, 'Bus');
const stream = new kinesis.Stream(stack, 'Stream', { encryptionKey: key, removalPolicy });
const bucket = new s3.Bucket(stack, 'Files', { encryptionKey: key, removalPolicy, autoDeleteObjects: true });
const delivery = new firehose.DeliveryStream(stack, 'Delivery', { destination: new firehose.S3Bucket(bucket) });
const table = new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'customerId', type: dynamodb.AttributeType.STRING }, sortKey: { name: 'orderId', type: dynamodb.AttributeType.STRING }, encryptionKey: key, removalPolicy,
});
const pass = (id: string) => sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, id));
const jobs = new sfn.StateMachine(stack, 'Jobs', { definitionBody: pass('Pass') });
const express = new sfn.StateMachine(stack, 'Express', { definitionBody: pass('PassOn'), stateMachineType: sfn.StateMachineType.EXPRESS });
const broken = new sfn.StateMachine(stack, 'Broken', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Fail(stack, 'Fail', { cause: 'secret' })), stateMachineType: sfn.StateMachineType.EXPRESS,
});

const { body, path } = RequestValue;
const order = { customerId: TypedValue.text(path('customerId')), orderId: TypedValue.text(path('orderId')) };
const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none(), binaryMediaTypes: ['image/*'] });
api.addRoutes({
  'POST /queue': Integration.sqsSendMessage(queue),
  'POST /queue/{group}': Integration.sqsSendMessage(fifo, { messageGroupId: path('group'), messageDeduplicationId: RequestValue.context('requestId'), attributes: { group: path('group') } }),
  'POST /topic': Integration.snsPublish(topic, { subject: RequestValue.literal('News') }),
  'POST /bus': Integration.eventBridgePutEvents(bus, { source: 'stagecraft.integ', detailType: RequestValue.literal('Test') }),
  'POST /stream': Integration.kinesisPutRecord(stream),
  'POST /stream/list': Integration.kinesisPutRecords(stream),
  'POST /delivery': Integration.firehosePutRecord(delivery),
  'POST /jobs': Integration.stepFunctionsStartExecution(jobs),
  'PUT /jobs/{executionId}': Integration.stepFunctionsStartExecution(jobs, { executionName: path('executionId') }),
  'GET /jobs/{executionId}': Integration.stepFunctionsDescribeExecution(jobs),
  'POST /express': Integration.stepFunctionsStartSyncExecution(express),
  'POST /broken': Integration.stepFunctionsStartSyncExecution(broken),
  'PUT /customers/{customerId}/orders/{orderId}': Integration.dynamoDbPutItem(table, { key: order, attributes: { note: TypedValue.text(body('note')), total: TypedValue.number(body('total')) } }),
  'GET /customers/{customerId}/orders/{orderId}': Integration.dynamoDbGetItem(table, { key: order, consistentRead: true }),
  'DELETE /customers/{customerId}/orders/{orderId}': Integration.dynamoDbDeleteItem(table, { key: order, conditionExpression: 'attribute_exists(orderId)' }),
  'GET /customers/{customerId}/orders': Integration.dynamoDbQuery(table, {
    keyConditionExpression: 'customerId = :customerId', values: { ':customerId': TypedValue.text(path('customerId')) }, limit: 1,
  }),
  'PUT /files/{file+}': Integration.s3PutObject(bucket, { text: true }),
  'GET /files/{file+}': Integration.s3GetObject(bucket, { text: true }),
  'DELETE /files/{file+}': Integration.s3DeleteObject(bucket),
  'POST /data-key': Integration.kmsGenerateDataKey(key),
  'POST /encrypt': Integration.kmsEncrypt(key),
  'POST /decrypt': Integration.kmsDecrypt(key),
  'GET /bus': Integration.awsService({
    service: 'events',
    action: 'DescribeEventBus',
    credentials: IntegrationCredentials.grant({ actions: ['events:DescribeEventBus'], resources: [bus.eventBusArn] }),
    request: {
      headers: { 'Content-Type': RequestValue.literal('application/x-amz-json-1.1'), 'X-Amz-Target': RequestValue.literal('AWSEvents.DescribeEventBus') },
      templates: { 'application/json': MappingTemplate.fromString(`{"Name":"${bus.eventBusName}"}`) },
    },
  }),
});
const stage = api.addStage('test');

const { assertions } = new IntegTest(app, 'ServicesTest', { testCases: [stack] });

function answers(method: string, to: string, given: unknown, status: number, answer: unknown): void {
  const headers = { 'Content-Type': 'application/json' };
  assertions.httpApiCall(stage.urlForPath(to), { method, headers, ...(given !== undefined && { body: JSON.stringify(given) }) })
    .expect(ExpectedResult.objectLike({ status, ...(answer !== undefined && { body: answer }) }));
}

const hostile = { note: '\'"\\ &Action=DeleteQueue é 😀', total: 12.5 };
const item = { customerId: 'c 1', orderId: 'o/1', ...hostile };
answers('POST', '/queue', hostile, 202, { messageId: Match.stringLikeRegexp('.+') });
answers('POST', '/queue/a&b', hostile, 202, { messageId: Match.stringLikeRegexp('.+') });
answers('POST', '/topic', hostile, 202, { messageId: Match.stringLikeRegexp('.+') });
answers('POST', '/bus', hostile, 202, { eventId: Match.stringLikeRegexp('.+') });
answers('POST', '/stream', hostile, 202, { sequenceNumber: Match.stringLikeRegexp('.+') });
answers('POST', '/stream/list', [hostile, 1, 'a'], 202, { failedRecords: [] });
answers('POST', '/stream/list', [], 400, { message: 'Bad Request' });
answers('POST', '/delivery', hostile, 202, { recordId: Match.stringLikeRegexp('.+') });
answers('POST', '/jobs', hostile, 202, { executionId: Match.stringLikeRegexp('.+') });
answers('PUT', '/jobs/one', hostile, 202, { executionId: 'one' });
answers('GET', '/jobs/one', undefined, 200, undefined);
answers('GET', '/jobs/none', undefined, 404, { message: 'Not Found' });
answers('POST', '/express', hostile, 200, hostile);
answers('POST', '/broken', hostile, 500, { message: 'Internal server error' });
answers('PUT', '/customers/c%201/orders/o%2F1', hostile, 200, {});
answers('GET', '/customers/c%201/orders/o%2F1', undefined, 200, item);
answers('GET', '/customers/c%201/orders', undefined, 200, { items: [item], nextToken: Match.stringLikeRegexp('.+') });
answers('DELETE', '/customers/c%201/orders/o%2F1', undefined, 204, undefined);
answers('DELETE', '/customers/c%201/orders/o%2F1', undefined, 409, { message: 'Conflict' });
answers('GET', '/customers/c%201/orders/o%2F1', undefined, 404, { message: 'Not Found' });
answers('PUT', '/files/a/b%20c.json', hostile, 200, undefined);
answers('GET', '/files/a/b%20c.json', undefined, 200, hostile);
answers('DELETE', '/files/a/b%20c.json', undefined, 204, undefined);
answers('GET', '/files/a/b%20c.json', undefined, 404, { message: 'Not Found' });
answers('POST', '/data-key', {}, 200, { plaintext: Match.stringLikeRegexp('.+'), ciphertext: Match.stringLikeRegexp('.+') });
answers('POST', '/encrypt', { plaintext: 'AAAA' }, 200, { ciphertext: Match.stringLikeRegexp('.+') });
answers('POST', '/decrypt', { ciphertext: 'AAAA' }, 400, { message: 'Bad Request' });
answers('GET', '/bus', undefined, 200, { Arn: Match.stringLikeRegexp(':event-bus/') });

// What was sent to the encrypted queue is in it, to the letter.
const received = assertions.awsApiCall('SQS', 'receiveMessage', { QueueUrl: queue.queueUrl, WaitTimeSeconds: 20 });
received.provider.addToRolePolicy({ Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [key.keyArn] });
received.expect(ExpectedResult.objectLike({ Messages: [Match.objectLike({ Body: JSON.stringify(hostile) })] }));
