import {
  aws_dynamodb as dynamodb, aws_events as events, aws_iam as iam, aws_kinesis as kinesis, aws_kms as kms, aws_rds as rds, aws_s3 as s3,
  aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn, CfnParameter, Duration, Fn, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLog, Authorizer, ExecutionLogLevel, Integration, IntegrationCredentials, MappingTemplate, RequestValue, RestApi, TypedValue } from '../../../src';
import { findingsOf, integrationOf } from '../../support/api-tests';
import { testApi, testApp, testStack } from '../../support/apps';
import { documentOf, problemsOf, resourcesOf, synthesize, type SynthesizedTemplate, warningsOf } from '../../support/synthesize';

const ACCOUNT = '111122223333';

const statementsOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::IAM::Role'))
  .map(({ Properties }) => Properties.Policies?.[0].PolicyDocument.Statement).filter(Boolean);

const integrationAt = (template: SynthesizedTemplate, path: string, method: string) => documentOf(template).paths[path][method]['x-amazon-apigateway-integration'];

describe('roles', () => {
  test('are one for each API and target, whatever the order of the routes', () => {
    const synthesized = (reverse: boolean) => {
      const stack = testStack();
      const bucket = new s3.Bucket(stack, 'Files');
      const queue = new sqs.Queue(stack, 'Queue');
      const api = testApi(stack, { binaryMediaTypes: ['image/*'] });
      const routes: [string, Integration][] = [
        ['PUT /files/{f}', Integration.s3PutObject(bucket)], ['GET /files/{f}', Integration.s3GetObject(bucket)], ['POST /a', Integration.sqsSendMessage(queue)],
        ['POST /b', Integration.sqsSendMessage(queue)], ['GET /other/{f}', Integration.s3GetObject(bucket, { key: 'other/{f}' })],
      ];
      for (const [routeKey, integration] of reverse ? [...routes].reverse() : routes) api.addRoute(routeKey, integration);
      return synthesize(stack);
    };
    const template = synthesized(false);
    const roles = (one: SynthesizedTemplate) => resourcesOf(one, 'AWS::IAM::Role');
    expect(Object.keys(roles(template))).toHaveLength(2);
    expect(roles(synthesized(true))).toEqual(roles(template));
    expect(JSON.stringify(documentOf(synthesized(true)))).toBe(JSON.stringify(documentOf(template)));
  });

  test('are each API\'s own', () => {
    const stack = testStack();
    const queue = new sqs.Queue(stack, 'Queue');
    for (const id of ['One', 'Two']) new RestApi(stack, id, { authorizer: Authorizer.iam() }).addRoute('POST /a', Integration.sqsSendMessage(queue));
    expect(Object.keys(resourcesOf(synthesize(stack), 'AWS::IAM::Role'))).toHaveLength(2);
  });

  test('stand beside a stage of whatever name', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addStage('Integration_roles', { accessLog: AccessLog.none(), executionLog: ExecutionLogLevel.OFF });
    api.addRoute('POST /a', Integration.sqsSendMessage(new sqs.Queue(stack, 'Queue')));
    expect(statementsOf(synthesize(stack))).toHaveLength(1);
  });

  test('may use the key of an encrypted target, as far as the call needs it', () => {
    const stack = testStack();
    const key = new kms.Key(stack, 'Key');
    const api = testApi(stack, { binaryMediaTypes: ['image/*'] });
    const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, encryptionKey: key });
    const bucket = new s3.Bucket(stack, 'Files', { encryptionKey: key });
    api.addRoutes({
      'POST /a': Integration.sqsSendMessage(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key })),
      'POST /b': Integration.snsPublish(new sns.Topic(stack, 'Topic', { masterKey: key })),
      'POST /c': Integration.kinesisPutRecord(new kinesis.Stream(stack, 'Stream', { encryptionKey: key })),
      'GET /d/{id}': Integration.dynamoDbGetItem(table, { key: { id: TypedValue.text(RequestValue.path('id')) } }),
      'GET /e/{f}': Integration.s3GetObject(bucket),
      'DELETE /e/{f}': Integration.s3DeleteObject(bucket),
    });
    const byKey = statementsOf(synthesize(stack)).map((statements) => statements.filter(({ Action }: any) => JSON.stringify(Action).includes('kms')).map(({ Action, Resource }: any) => [Action, Resource]));
    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
    expect(byKey).toEqual([
      [[['kms:Decrypt', 'kms:GenerateDataKey'], arn]], [[['kms:Decrypt', 'kms:GenerateDataKey'], arn]], [['kms:GenerateDataKey', arn]], [['kms:Decrypt', arn]], [['kms:Decrypt', arn]],
    ]);
  });

  test.each<[string, (scope: Stack) => kms.IKey, unknown, unknown]>([
    ['its key', (scope) => new kms.Key(scope, 'Key').addAlias('shop'), { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] }, undefined],
    ['the name of its alias', (scope) => kms.Alias.fromAliasName(scope, 'Alias', 'alias/shop'),
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':key/*']] }, { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/shop' } }],
    ['the ARN of its alias', (scope) => kms.Key.fromKeyArn(scope, 'Alias', `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/shop`),
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:kms:eu-west-1:${ACCOUNT}:key/*`]] }, { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/shop' } }],
  ])('may use a key that is known by %s', (_, make, resource, condition) => {
    const stack = testStack();
    const key = make(stack);
    testApi(stack).addRoute('POST /a', Integration.kmsEncrypt(key));
    expect(statementsOf(synthesize(stack))).toEqual([[{ Effect: 'Allow', Action: 'kms:Encrypt', Resource: resource, Condition: condition }]]);
  });

  test('may read the secret of a database, and its key', () => {
    const stack = testStack();
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'shop' });
    const secret = new secretsmanager.Secret(stack, 'Secret', { encryptionKey: new kms.Key(stack, 'Key') });
    testApi(stack).addRoute('GET /a', Integration.rdsExecuteStatement(cluster, { secret, sql: 'SELECT 1' }));
    const [statements] = statementsOf(synthesize(stack));
    expect(statements.map(({ Action }: any) => Action)).toEqual(['kms:Decrypt', 'rds-data:ExecuteStatement', 'secretsmanager:GetSecretValue']);
  });

  test('may read a secret whose ARN is known without its last characters', () => {
    const stack = testStack();
    const secret = secretsmanager.Secret.fromSecretPartialArn(stack, 'Secret', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:shop`);
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'shop' });
    testApi(stack).addRoute('GET /a', Integration.rdsExecuteStatement(cluster, { secret, sql: 'SELECT 1' }));
    const [[{ Resource }]] = statementsOf(synthesize(stack));
    expect(Resource).toBe(`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:shop-??????`);
  });

  test.each<[string, (stack: Stack) => string, unknown]>([
    ['of the route', () => 'files/{f}.json', 'arn:aws:s3:::files/files/*.json'],
    ['of the stage', () => '${stageVariables.prefix}/{f}', 'arn:aws:s3:::files/*/*'],
    ['of the deployment', (stack) => `${new CfnParameter(stack, 'Prefix').valueAsString}/{f}`, { 'Fn::Join': ['', ['arn:aws:s3:::files/', { Ref: 'Prefix' }, '/*']] }],
  ])('may read objects whose keys have variables %s', (_, keyOf, want) => {
    const stack = testStack();
    const bucket = s3.Bucket.fromBucketArn(stack, 'Files', 'arn:aws:s3:::files');
    testApi(stack).addRoute('GET /a/{f}', Integration.s3GetObject(bucket, { key: keyOf(stack), text: true }));
    const [[{ Resource }]] = statementsOf(synthesize(stack));
    expect(Resource).toEqual(want);
  });

  test('may use every target that stages choose by a variable', () => {
    const stack = testStack();
    const api = testApi(stack);
    const named = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}-\${stageVariables.env}`;
    api.addRoutes({
      'POST /a': Integration.sqsSendMessage(sqs.Queue.fromQueueArn(stack, 'Queue', named('sqs', 'jobs'))),
      'POST /b': Integration.snsPublish(sns.Topic.fromTopicArn(stack, 'Topic', named('sns', 'news'))),
    });
    const template = synthesize(stack);
    expect(statementsOf(template).map(([{ Resource }]) => Resource)).toEqual([`arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs-*`, `arn:aws:sns:eu-west-1:${ACCOUNT}:news-*`]);
    expect(integrationAt(template, '/a', 'post').uri).toEqual({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:eu-west-1:sqs:path/${ACCOUNT}/jobs-\${!stageVariables.env}` });
    // Velocity reads a variable between double quotes only.
    expect(integrationAt(template, '/b', 'post').requestTemplates!['application/json']).toContain(`urlEncode("${named('sns', 'news')}")`);
  });

  test('a target that changes leaves the deployment, one that is replaced makes a new one', () => {
    const deployment = (props: sqs.QueueProps) => {
      const stack = testStack();
      const queue = new sqs.Queue(stack, 'Queue', props);
      const api = testApi(stack);
      api.addRoute('POST /a', Integration.sqsSendMessage(queue));
      api.addStage('dev');
      return Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
    };
    const before = deployment({});
    expect(deployment({ visibilityTimeout: Duration.seconds(5) })).toEqual(before);
    expect(deployment({ queueName: 'jobs' })).not.toEqual(before);
  });

  test('are there before a stage serves what needs them', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('POST /a', Integration.sqsSendMessage(new sqs.Queue(stack, 'Queue')));
    api.addStage('dev');
    const template = synthesize(stack);
    const [[roleId, role]] = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
    expect(integrationAt(template, '/a', 'post').credentials).toEqual({ 'Fn::GetAtt': [roleId, 'Arn'] });
    // The policy is in the role itself; the document refers to the role, the deployment to the API, the stage to the deployment.
    expect(role.Properties.Policies).toHaveLength(1);
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual({});
  });

  test('tell the resources of twin stacks apart', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    const api = testApi(stack);
    for (const id of ['East', 'West']) {
      const table = new dynamodb.Table(new Stack(app, id), 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      const credentials = IntegrationCredentials.grant({ actions: ['dynamodb:Scan'], resources: [table.tableArn] });
      api.addRoute(`GET /${id}`, Integration.awsService({ service: 'dynamodb', action: 'Scan', credentials }));
    }
    const template = synthesize(stack);
    const imported = (id: string) => ({ 'Fn::ImportValue': expect.stringMatching(`^${id}:`) });
    const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
    const allowed = ['/East', '/West'].map((path) => {
      const { credentials } = integrationAt(template, path, 'get');
      const [, role] = roles.find(([id]) => JSON.stringify(credentials) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }))!;
      return role.Properties.Policies[0].PolicyDocument.Statement;
    });
    expect(allowed).toEqual([[expect.objectContaining({ Resource: imported('East') })], [expect.objectContaining({ Resource: imported('West') })]]);
  });

  test('have descriptions that IAM takes, whatever their targets are called', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('POST /a', Integration.sqsSendMessage(new sqs.Queue(stack, 'Größe 队列')));
    api.addRoute('POST /b', Integration.sqsSendMessage(new sqs.Queue(new Construct(stack, 'A'.repeat(900)), 'B'.repeat(200))));
    expect(Object.values(resourcesOf(synthesize(stack), 'AWS::IAM::Role')).map(({ Properties }) => Properties.Description)).toEqual([
      'Lets API Gateway call Größe ??', `Lets API Gateway call ${'A'.repeat(900)}/${'B'.repeat(77)}`,
    ]);
  });

  test('are not made where credentials are given', () => {
    const stack = testStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/given`);
    const api = testApi(stack);
    const queue = new sqs.Queue(stack, 'Queue');
    api.addRoute('POST /a', Integration.sqsSendMessage(queue, { credentials: IntegrationCredentials.role(role) }));
    api.addRoute('POST /b', Integration.sqsSendMessage(queue, { credentials: IntegrationCredentials.passthrough() }));
    const template = synthesize(stack);
    expect(resourcesOf(template, 'AWS::IAM::Role')).toEqual({});
    expect(['/a', '/b'].map((path) => integrationAt(template, path, 'post').credentials)).toEqual([`arn:aws:iam::${ACCOUNT}:role/given`, { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:user/*' }]);
  });
});

describe('where the target is', () => {
  function shop(make: (scope: Construct) => Integration, routeKey = 'POST /a/{id}') {
    const app = testApp();
    const stack = new Stack(app, 'Shop', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const api = testApi(stack, { binaryMediaTypes: ['image/*'] });
    api.addRoute(routeKey, make(stack));
    api.addStage('dev');
    return stack;
  }
  const arn = (service: string, resource: string, account = '444455556666') => `arn:aws:${service}:us-east-2:${account}:${resource}`;

  test('another region is in the URI', () => {
    const template = synthesize(shop((scope) => Integration.sqsSendMessage(sqs.Queue.fromQueueArn(scope, 'Queue', arn('sqs', 'jobs', ACCOUNT)))));
    expect(integrationAt(template, '/a/{id}', 'post').uri).toEqual({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:us-east-2:sqs:path/${ACCOUNT}/jobs` });
  });

  test('another stack of the app', () => {
    const app = testApp();
    const queues = new Stack(app, 'Queues');
    const stack = new Stack(app, 'Shop');
    const queue = new sqs.Queue(queues, 'Queue');
    testApi(stack).addRoute('POST /a', Integration.sqsSendMessage(queue));
    const [[id, role]] = Object.entries(resourcesOf(synthesize(stack), 'AWS::IAM::Role'));
    expect([id, role.Properties.Policies[0].PolicyDocument.Statement[0].Resource]).toEqual([expect.stringMatching(/^OrdersIntegrationrolesQueuesQueue/), { 'Fn::ImportValue': expect.stringMatching(/^Queues:/) }]);
  });

  test.each<[string, (scope: Construct) => Integration]>([
    ['Queue', (scope) => Integration.sqsSendMessage(sqs.Queue.fromQueueArn(scope, 'Target', arn('sqs', 'jobs')))],
    ['Topic', (scope) => Integration.snsPublish(sns.Topic.fromTopicArn(scope, 'Target', arn('sns', 'news')))],
    ['Bus', (scope) => Integration.eventBridgePutEvents(events.EventBus.fromEventBusArn(scope, 'Target', arn('events', 'event-bus/shop')), { source: 'a', detailType: RequestValue.literal('b') })],
    ['Bucket', (scope) => Integration.s3GetObject(s3.Bucket.fromBucketAttributes(scope, 'Target', { bucketName: 'files', account: '444455556666' }))],
    ['Key', (scope) => Integration.kmsEncrypt(kms.Key.fromKeyArn(scope, 'Target', arn('kms', 'key/1')))],
  ])('%s in another account: its policy is what counts', (_, make) => {
    expect(warningsOf(shop(make))).toEqual([
      '[Shop/Orders] route "POST /a/{id}" calls Shop/Target of account 444455556666, whose own policy has to allow the API\'s role as well. '
      + 'Remedy: add a statement for the role to that policy, and to that of its KMS key. [ack: stagecraft:ForeignTargetPolicy]',
    ]);
  });

  test.each<[string, (scope: Construct) => Integration]>([
    ['Table', (scope) => Integration.dynamoDbDeleteItem(dynamodb.Table.fromTableArn(scope, 'Target', arn('dynamodb', 'table/orders')), { key: { id: TypedValue.text(RequestValue.path('id')) } })],
    ['Stream', (scope) => Integration.kinesisPutRecord(kinesis.Stream.fromStreamArn(scope, 'Target', arn('kinesis', 'stream/clicks')))],
    ['StateMachine', (scope) => Integration.stepFunctionsStartExecution(sfn.StateMachine.fromStateMachineArn(scope, 'Target', arn('states', 'stateMachine:jobs')))],
  ])('%s in another account', (_, make) => {
    expect(problemsOf(shop(make))).toEqual([
      `[Shop/Orders] ForeignTarget: route "POST /a/{id}" calls Shop/Target of account 444455556666, and the API is in account ${ACCOUNT}. `
      + 'Remedy: put the API into that account, or call a Lambda function that assumes a role there.',
    ]);
  });

  test('the ARN of an imported state machine\'s executions', () => {
    const stack = shop((scope) => Integration.stepFunctionsDescribeExecution(
      sfn.StateMachine.fromStateMachineArn(scope, 'Target', arn('states', 'stateMachine:jobs', ACCOUNT)), { executionName: RequestValue.path('id') }), 'GET /a/{id}');
    const [[{ Resource }]] = statementsOf(synthesize(stack));
    expect(Resource).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:states:us-east-2:${ACCOUNT}:execution:jobs:*`]] });
  });
});

test('the type of a state machine fits what is asked of it', () => {
  const stack = testStack();
  const api = testApi(stack);
  const machine = (stateMachineType: sfn.StateMachineType) =>
    new sfn.StateMachine(stack, stateMachineType, { stateMachineType, definitionBody: sfn.DefinitionBody.fromString('{}') });
  const [standard, express] = [machine(sfn.StateMachineType.STANDARD), machine(sfn.StateMachineType.EXPRESS)];
  for (const [path, one] of [['standard', standard], ['express', express]] as const) {
    api.addRoute(`POST /${path}`, Integration.stepFunctionsStartExecution(one));
    api.addRoute(`PUT /${path}`, Integration.stepFunctionsStartSyncExecution(one));
    api.addRoute(`GET /${path}/{executionId}`, Integration.stepFunctionsDescribeExecution(one));
  }
  expect(problemsOf(stack)).toEqual([
    '[Shop/Orders] StateMachineType: route "PUT /standard" calls StartSyncExecution for Shop/STANDARD, which is STANDARD and cannot do that. '
    + 'Remedy: make it express, or start it with Integration.stepFunctionsStartExecution().',
    '[Shop/Orders] StateMachineType: route "GET /express/{executionId}" calls DescribeExecution for Shop/EXPRESS, which is EXPRESS and cannot do that. '
    + 'Remedy: make it standard, or wait for its output with Integration.stepFunctionsStartSyncExecution().',
  ]);
});

test('status, answer and timeout are the app\'s', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('POST /a', Integration.sqsSendMessage(new sqs.Queue(stack, 'Queue'), {
    statusCode: 201, response: MappingTemplate.fromString('{"ok":true}'), timeout: Duration.seconds(3),
  }));
  expect(integrationAt(synthesize(stack), '/a', 'post')).toMatchObject({
    timeoutInMillis: 3000, responses: { '2\\d{2}': { statusCode: '201', responseTemplates: { 'application/json': '{"ok":true}' } } },
  });
});

describe('problems', () => {
  const queue = () => sqs.Queue.fromQueueArn(testStack(), 'Queue', 'arn:aws:sqs:eu-west-1:111122223333:jobs');
  const fifo = () => sqs.Queue.fromQueueArn(testStack(), 'Queue', 'arn:aws:sqs:eu-west-1:111122223333:jobs.fifo');
  const bucket = () => s3.Bucket.fromBucketName(testStack(), 'Files', 'files');
  const remedy = 'Remedy: use another value, or write the request with Integration.awsService().';
  const keyRemedy = 'Remedy: write it like "uploads/{file}", with variables of the route\'s path.';
  const { body, header, literal, multiValueHeader, queryString } = RequestValue;

  test.each<[string, () => Integration, string]>([
    ['no group', () => Integration.sqsSendMessage(fifo()), 'FifoGroup: route "GET /a/{id}" sends messages without a group to Shop/Queue, which is FIFO. Remedy: set messageGroupId, e.g. to RequestValue.path("customerId").'],
    ['no content type', () => Integration.sqsSendMessage(queue(), { contentTypes: [] }),
      'NoContentType: route "GET /a/{id}" has an empty list of contentTypes: every body would be refused. Remedy: name one, or leave contentTypes out for JSON.'],
    ['a deduplication id', () => Integration.sqsSendMessage(queue(), { messageDeduplicationId: header('X') }),
      'NotFifo: route "GET /a/{id}" sends a deduplication id to Shop/Queue, which is not FIFO and refuses it. Remedy: leave out messageDeduplicationId, or make it FIFO.'],
    ['a list of values', () => Integration.sqsSendMessage(queue(), { message: { a: multiValueHeader('X') } }),
      `ServiceValue: route "GET /a/{id}" cannot put "method.request.multivalueheader.X" into its service's request: it is a list of values, and the service takes one. ${remedy}`],
    ['a quote in a path', () => Integration.sqsSendMessage(queue(), { attributes: { a: body("x[?(@.y=='z')]") } }),
      `ServiceValue: route "GET /a/{id}" cannot put "method.request.body.x[?(@.y=='z')]" into its service's request: it has a quote in it. ${remedy}`],
    ['a name with other characters', () => Integration.sqsSendMessage(queue(), { attributes: { a: queryString('a$b') } }),
      `ServiceValue: route "GET /a/{id}" cannot put "method.request.querystring.a$b" into its service's request: its name has other characters than letters, digits, ".", "-" and "_". ${remedy}`],
    ['a status', () => Integration.sqsSendMessage(queue(), { statusCode: 20 }), 'StatusCode: route "GET /a/{id}" answers with status code 20. Remedy: use a whole number from 100 to 599.'],
    ['a key with a strange variable', () => Integration.s3DeleteObject(bucket(), { key: 'x/{file}' }), `ObjectKey: route "GET /a/{id}" has the object key "x/{file}": {file} is not in the route's path. ${keyRemedy}`],
    ['a key with a slash', () => Integration.s3DeleteObject(bucket(), { key: '/{id}' }), `ObjectKey: route "GET /a/{id}" has the object key "/{id}": it begins with a slash. ${keyRemedy}`],
    ['a key with a space', () => Integration.s3DeleteObject(bucket(), { key: 'my files/{id}' }),
      `ObjectKey: route "GET /a/{id}" has the object key "my files/{id}": it has a character that a URI has to encode. ${keyRemedy}`],
    ['a quote in a text', () => Integration.sqsSendMessage(queue(), { attributes: { a: literal('it\'s') } }),
      `ServiceValue: route "GET /a/{id}" cannot put "'it's'" into its service's request: it has a quote in it. ${remedy}`],
    ['no binary media types', () => Integration.s3GetObject(bucket()),
      'NoBinaryMediaTypes: route "GET /a/{id}" passes objects of Shop/Files on, and the API takes every body for text, which changes bytes that are no UTF-8. '
      + 'Remedy: list the content types of the objects in the API\'s binaryMediaTypes, or say "text: true" if they are all text.'],
  ])('%s', (_, integration, want) => {
    expect(findingsOf('GET /a/{id}', integration())).toEqual([`[Shop/Orders] ${want}`]);
  });

  test.each<[string, (scope: Stack) => Integration]>([
    ['queue', (scope) => Integration.sqsSendMessage(new sqs.Queue(scope, 'Target', { fifo: true }), { messageGroupId: literal('a') })],
    ['topic', (scope) => Integration.snsPublish(new sns.Topic(scope, 'Target', { fifo: true }), { messageGroupId: literal('a') })],
  ])('a FIFO %s with nothing to tell messages apart by', (_, make) => {
    const stack = testStack();
    testApi(stack).addRoute('POST /a', make(stack));
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders] FifoDeduplication: route "POST /a" sends messages without a deduplication id to Shop/Target, which does not deduplicate by content and refuses them. '
      + 'Remedy: set messageDeduplicationId, e.g. to RequestValue.header("Idempotency-Key"), or contentBasedDeduplication of the queue or topic.',
    ]);
  });

  test.each<[string, (scope: Stack) => Integration]>([
    ['a queue that may be FIFO', (scope) => Integration.sqsSendMessage(sqs.Queue.fromQueueArn(scope, 'T', Fn.importValue('q')), { messageDeduplicationId: header('X') })],
    ['a topic that may be FIFO', (scope) => Integration.snsPublish(sns.Topic.fromTopicArn(scope, 'T', Fn.importValue('t')), { messageDeduplicationId: header('X') })],
    ['a topic that deduplicates by content', (scope) => Integration.snsPublish(new sns.Topic(scope, 'T', { fifo: true, contentBasedDeduplication: true }), { messageGroupId: header('X') })],
    ['an imported FIFO queue', () => Integration.sqsSendMessage(fifo(), { messageGroupId: header('X') })],
    ['a service that only the deployment knows', () => Integration.awsService({
      service: Fn.importValue('s'), action: 'A', credentials: IntegrationCredentials.grant({ actions: ['ssm:GetParameter'], resources: ['arn:aws:ssm:::a'] }),
    })],
  ])('none with %s', (_, make) => {
    const stack = testStack();
    testApi(stack).addRoute('GET /a/{id}', make(stack));
    expect(problemsOf(stack)).toEqual([]);
  });

  test.each([0, 1001, 2.5])('a page of %d items', (limit) => {
    const table = dynamodb.Table.fromTableName(testStack(), 'Table', 'orders');
    const query = Integration.dynamoDbQuery(table, { keyConditionExpression: 'id = :id', values: { ':id': TypedValue.text(RequestValue.path('id')) }, limit });
    expect(findingsOf('GET /a/{id}', query)).toEqual([
      `[Shop/Orders] ServiceValue: route "GET /a/{id}" cannot put "limit: ${limit}" into its service's request: a page has 1 to 1000 items, since a template goes through no more. ${remedy}`,
    ]);
  });

  test('a quote in the name of an execution', () => {
    const machine = sfn.StateMachine.fromStateMachineArn(testStack(), 'Machine', 'arn:aws:states:eu-west-1:111122223333:stateMachine:jobs');
    const text = JSON.stringify(integrationOf('POST /a', Integration.stepFunctionsDescribeExecution(machine, { executionName: body('run') })).requestTemplates);
    expect(text).toContain('{\\"executionArn\\":#set($v = ');
  });

  test('no key', () => {
    expect(findingsOf('GET /a', Integration.s3DeleteObject(bucket()))).toEqual([`[Shop/Orders] ObjectKey: route "GET /a" has the object key "": the route has no variable that could be it. ${keyRemedy}`]);
  });

  test.each(['*/*', 'application/*', 'Application/JSON'])('%s is binary, and a template reads JSON', (type) => {
    expect(findingsOf('POST /a', Integration.sqsSendMessage(queue()), { api: { binaryMediaTypes: ['image/*', type] } })).toEqual([
      `[Shop/Orders] route "POST /a" reads bodies of "application/json" with a template, and the API's binary media type "${type}" makes bytes of them. `
      + `Remedy: leave "${type}" out of binaryMediaTypes, and list the types of files there. [ack: stagecraft:BinaryTemplate]`,
    ]);
  });

  test('a text may have double quotes in it: it is the app\'s own', () => {
    expect(findingsOf('POST /a', Integration.sqsSendMessage(queue(), { attributes: { a: literal('say "x"') } }))).toEqual([]);
  });
});
