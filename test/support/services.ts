import {
  aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_events as events, aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_kms as kms,
  aws_rds as rds, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn, type Stack,
} from 'aws-cdk-lib';
import { Authorizer, Integration, RequestValue, RestApi, TypedValue } from '../../src';

/** What every service's integration is tested with; a target is made when it is first asked for. */
export class ServiceTargets {
  constructor(private readonly stack: Stack) {}

  public get queue() {
    return this.once('Queue', (id) => new sqs.Queue(this.stack, id));
  }

  public get fifoQueue() {
    return this.once('Fifo', (id) => new sqs.Queue(this.stack, id, { fifo: true }));
  }

  public get topic() {
    return this.once('Topic', (id) => new sns.Topic(this.stack, id));
  }

  public get bus() {
    return this.once('Bus', (id) => new events.EventBus(this.stack, id));
  }

  public get stateMachine() {
    return this.once('Machine', (id) => new sfn.StateMachine(this.stack, id, {
      definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this.stack, 'Pass')),
    }));
  }

  public get expressMachine() {
    return this.once('Express', (id) => new sfn.StateMachine(this.stack, id, {
      stateMachineType: sfn.StateMachineType.EXPRESS, definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this.stack, 'PassOn')),
    }));
  }

  public get stream() {
    return this.once('Stream', (id) => new kinesis.Stream(this.stack, id, { encryption: kinesis.StreamEncryption.MANAGED }));
  }

  public get delivery() {
    return this.once('Delivery', (id) => new firehose.DeliveryStream(this.stack, id, { destination: new firehose.S3Bucket(this.bucket) }));
  }

  public get table() {
    return this.once('Table', (id) => new dynamodb.Table(this.stack, id, { partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING } }));
  }

  public get bucket() {
    return this.once('Files', (id) => new s3.Bucket(this.stack, id));
  }

  public get key() {
    return this.once('Key', (id) => new kms.Key(this.stack, id));
  }

  public get cluster() {
    return this.once('Cluster', (id) => new rds.DatabaseCluster(this.stack, id, {
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
      vpc: this.once('Vpc', (vpc) => new ec2.Vpc(this.stack, vpc, { maxAzs: 2, natGateways: 0 })),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      writer: rds.ClusterInstance.serverlessV2('Writer'),
      storageEncrypted: true,
      enableDataApi: true,
    }));
  }

  public get secret() {
    return this.once('Secret', (id) => new secretsmanager.Secret(this.stack, id));
  }

  private once<T>(id: string, make: (id: string) => T): T {
    return this.stack.node.tryFindChild(id) as T | undefined ?? make(id);
  }
}

const { path, body, header, literal } = RequestValue;
const ORDER_KEY = { orderId: TypedValue.text(path('orderId')) };

/** One route for every ready-made integration, by what its golden document is called. */
export const SERVICE_ROUTES: Readonly<Record<string, (targets: ServiceTargets) => Record<string, Integration>>> = {
  'sqs': ({ queue, fifoQueue }) => ({
    'POST /events': Integration.sqsSendMessage(queue),
    'POST /events/{type}': Integration.sqsSendMessage(fifoQueue, {
      message: { event: body(), type: path('type') },
      messageGroupId: body('customer.id'),
      messageDeduplicationId: header('Idempotency-Key'),
      attributes: { type: path('type'), source: literal('api') },
      contentTypes: ['application/json', 'text/plain'],
    }),
  }),
  'sns': ({ topic }) => ({
    'POST /news': Integration.snsPublish(topic, { subject: header('Subject'), attributes: { kind: RequestValue.queryString('kind') } }),
  }),
  'event-bridge': ({ bus }) => ({
    'POST /orders': Integration.eventBridgePutEvents(bus, { source: 'shop.orders', detailType: literal('OrderPlaced') }),
    'POST /orders/{orderId}': Integration.eventBridgePutEvents(bus, {
      source: 'shop.orders', detailType: header('Event-Type'), detail: { orderId: path('orderId'), changes: body('changes'), by: RequestValue.context('identity.sourceIp') },
    }),
  }),
  'step-functions': ({ stateMachine, expressMachine }) => ({
    'POST /runs': Integration.stepFunctionsStartExecution(stateMachine),
    'PUT /runs/{name}': Integration.stepFunctionsStartExecution(stateMachine, { executionName: path('name'), input: { request: body() } }),
    'POST /runs/sync': Integration.stepFunctionsStartSyncExecution(expressMachine),
    'GET /runs/{name}': Integration.stepFunctionsDescribeExecution(stateMachine, { executionName: path('name') }),
  }),
  'kinesis': ({ stream }) => ({
    'POST /clicks': Integration.kinesisPutRecord(stream, { lines: true }),
    'PUT /clicks/{session}': Integration.kinesisPutRecord(stream, { partitionKey: path('session') }),
    'POST /clicks/batch': Integration.kinesisPutRecords(stream, { records: 'clicks', partitionKey: 'session', lines: true }),
    'POST /clicks/list': Integration.kinesisPutRecords(stream),
  }),
  'firehose': ({ delivery }) => ({
    'POST /logs': Integration.firehosePutRecord(delivery),
  }),
  'dynamo-db': ({ table }) => ({
    'GET /orders/{orderId}': Integration.dynamoDbGetItem(table, { key: ORDER_KEY, consistentRead: true }),
    'PUT /orders/{orderId}': Integration.dynamoDbPutItem(table, {
      key: ORDER_KEY,
      attributes: {
        note: TypedValue.text(body('note')),
        total: TypedValue.number(body('total')),
        paid: TypedValue.flag(body('paid')),
        seal: TypedValue.bytes(body('seal')),
        address: TypedValue.text(body('address')),
      },
      conditionExpression: 'attribute_not_exists(orderId)',
    }),
    'PATCH /orders/{orderId}': Integration.dynamoDbUpdateItem(table, {
      key: ORDER_KEY, updateExpression: 'SET #status = :status', names: { '#status': 'status' }, values: { ':status': TypedValue.text(body('status')) },
    }),
    'DELETE /orders/{orderId}': Integration.dynamoDbDeleteItem(table, { key: ORDER_KEY }),
    'GET /customers/{customerId}/orders': Integration.dynamoDbQuery(table, {
      indexName: 'byCustomer', keyConditionExpression: 'customerId = :customerId', values: { ':customerId': TypedValue.text(path('customerId')) }, limit: 20, descending: true,
    }),
  }),
  's3': ({ bucket }) => ({
    'GET /files/{file+}': Integration.s3GetObject(bucket, { key: 'uploads/{file}' }),
    'PUT /files/{file+}': Integration.s3PutObject(bucket, { key: 'uploads/{file}' }),
    'DELETE /files/{file+}': Integration.s3DeleteObject(bucket, { key: 'uploads/{file}' }),
    'GET /notes/{note}': Integration.s3GetObject(bucket, { text: true }),
  }),
  'kms': ({ key }) => ({
    'POST /encrypt': Integration.kmsEncrypt(key, { encryptionContext: { tenant: header('X-Tenant') } }),
    'POST /decrypt': Integration.kmsDecrypt(key, { encryptionContext: { tenant: header('X-Tenant') } }),
    'POST /data-key': Integration.kmsGenerateDataKey(key),
  }),
  'rds-data': ({ cluster, secret }) => ({
    'GET /rows/{id}': Integration.rdsExecuteStatement(cluster, {
      secret, sql: 'SELECT * FROM orders WHERE id = :id', database: 'shop', parameters: { id: TypedValue.number(path('id')) },
    }),
    'POST /rows': Integration.rdsExecuteStatement(cluster, {
      secret,
      sql: 'INSERT INTO orders (note, paid, seal) VALUES (:note, :paid, :seal)',
      parameters: { note: TypedValue.text(body('note')), paid: TypedValue.flag(body('paid')), seal: TypedValue.bytes(body('seal')) },
    }),
  }),
};

/** An API with the routes of some services, which anybody may call. */
export function servicesApi(stack: Stack, ...names: string[]): RestApi {
  const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none(), binaryMediaTypes: ['application/octet-stream', 'image/*'] });
  const targets = new ServiceTargets(stack);
  for (const name of names) api.addRoutes(SERVICE_ROUTES[name](targets));
  api.addStage('dev');
  return api;
}
