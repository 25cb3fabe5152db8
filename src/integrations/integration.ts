import type {
  aws_dynamodb as dynamodb, aws_events as events, aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_kms as kms, aws_lambda as lambda,
  aws_rds as rds, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { http, type HttpIntegrationOptions } from './http';
import { httpProxy, type HttpProxyIntegrationOptions } from './http-proxy';
import { lambdaCustom, type LambdaCustomIntegrationOptions } from './lambda-custom';
import { lambdaFunction, type LambdaFunctionIntegrationOptions } from './lambda-function';
import { mock, type MockIntegrationOptions } from './mock';
import type { BoundIntegration, IntegrationBinder, IntegrationContext } from './port';
import * as aws from './services/ready-made';

/**
 * What answers a route: a Lambda function, an HTTP backend, an AWS service, or API Gateway itself. One integration may serve any number of routes.
 */
export class Integration {
  /**
   * Invokes a Lambda function with the whole request and returns its answer (proxy integration).
   *
   * A function that is made in this app follows its stage: each stage invokes the alias named by the stage's `aliasName`, which
   * points at the function's current version. An alias, a version and an imported function are invoked as given.
   *
   * Problems: `IntegrationTimeout`, `StreamingTimeout`, `StreamingAtEdge`, `CrossAccountHandler`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
   */
  public static lambdaFunction(handler: lambda.IFunction, options: LambdaFunctionIntegrationOptions = {}): Integration {
    return new Integration(lambdaFunction(handler, options));
  }

  /**
   * Invokes a Lambda function with an event that a mapping makes of the request, and makes the answer of its result (custom integration).
   * The function follows its stage as with `lambdaFunction()`.
   *
   * Problems: `IntegrationTimeout`, `CrossAccountHandler`, those of mappings and templates, `SelectionPattern`, `SelectionPatternTwice`,
   * `ResponseStatusTwice`, `NoDefaultResponse`, `StatusCode`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
   */
  public static lambdaCustom(handler: lambda.IFunction, options: LambdaCustomIntegrationOptions = {}): Integration {
    return new Integration(lambdaCustom(handler, options));
  }

  /**
   * Sends the request on to an HTTP backend and returns its answer (proxy integration).
   *
   * The URL may use the route's path variables, `{orderId}` or `{proxy}`, and stage variables anywhere after the scheme, `${stageVariables.host}`.
   *
   * Problems: those of mappings, `HttpUrl`, `HttpUrlVariable`, `HttpMethod`, `UndefinedVariable`, `IntegrationTimeout`, `StreamingTimeout`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
   */
  public static httpProxy(url: string, options: HttpProxyIntegrationOptions = {}): Integration {
    return new Integration(httpProxy(url, options));
  }

  /**
   * Calls an HTTP backend with a request that a mapping makes of the client's, and makes the answer of the backend's (custom integration).
   * The URL is as with `httpProxy()`.
   *
   * Problems: `HttpUrl`, `HttpUrlVariable`, `HttpMethod`, `IntegrationTimeout`, `UndefinedVariable`, those of mappings and templates,
   * `SelectionPattern`, `SelectionPatternTwice`, `ResponseStatusTwice`, `NoDefaultResponse`, `StatusCode`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
   */
  public static http(url: string, options: HttpIntegrationOptions = {}): Integration {
    return new Integration(http(url, options));
  }

  /**
   * Answers from API Gateway itself: always the same, or what a template chooses.
   * A request whose Content-Type is not `application/json` (none counts as that) gets a 415.
   *
   * Problems: `StatusCode`, those of mappings and templates, `SelectionPattern`, `SelectionPatternTwice`, `ResponseStatusTwice`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
   */
  public static mock(options: MockIntegrationOptions = {}): Integration {
    return new Integration(mock(options));
  }

  /**
   * Calls any AWS service with a request of your own.
   *
   * Problems: `ServiceOperation`, `ServiceName`, `ServicePathVariable`, `HttpMethod`, `IntegrationTimeout`, `UndefinedVariable`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
   */
  public static awsService(options: aws.AwsServiceIntegrationOptions): Integration {
    return new Integration(aws.awsService(options));
  }

  /**
   * Sends the body to an SQS queue as a message. Answers 202 with the `messageId`.
   *
   * Problems: `FifoGroup`, `FifoDeduplication`, `NotFifo`, `NoContentType`, those of every service: `ServiceValue`, `ForeignTargetPolicy`, `IntegrationTimeout`.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
   */
  public static sqsSendMessage(queue: sqs.IQueue, options: aws.SqsSendMessageIntegrationOptions = {}): Integration {
    return new Integration(aws.sqsSendMessage(queue, options));
  }

  /**
   * Publishes the body to an SNS topic. Answers 202 with the `messageId`.
   *
   * Problems: those of `sqsSendMessage()`.
   *
   * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
   */
  public static snsPublish(topic: sns.ITopic, options: aws.SnsPublishIntegrationOptions = {}): Integration {
    return new Integration(aws.snsPublish(topic, options));
  }

  /**
   * Puts the body on an EventBridge bus as an event. Answers 202 with the `eventId`.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
   */
  public static eventBridgePutEvents(bus: events.IEventBus, options: aws.EventBridgePutEventsIntegrationOptions): Integration {
    return new Integration(aws.eventBridgePutEvents(bus, options));
  }

  /**
   * Starts an execution of a state machine with the body as its input, and does not wait for it. Answers 202 with the `executionId`.
   *
   * Problems: `ForeignTarget`, as with every service whose resources have no policies of their own.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  public static stepFunctionsStartExecution(machine: sfn.IStateMachine, options: aws.StepFunctionsStartIntegrationOptions = {}): Integration {
    return new Integration(aws.stepFunctionsStartExecution(machine, options));
  }

  /**
   * Runs an express state machine with the body as its input. Answers 200 with its output, 500 if it fails, 504 if it times out.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
   */
  public static stepFunctionsStartSyncExecution(machine: sfn.IStateMachine, options: aws.StepFunctionsStartIntegrationOptions = {}): Integration {
    return new Integration(aws.stepFunctionsStartSyncExecution(machine, options));
  }

  /**
   * Describes an execution of a standard state machine: its `status`, and its `output` once it has succeeded.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
   */
  public static stepFunctionsDescribeExecution(machine: sfn.IStateMachine, options: aws.StepFunctionsDescribeIntegrationOptions = {}): Integration {
    return new Integration(aws.stepFunctionsDescribeExecution(machine, options));
  }

  /**
   * Puts the body into a Kinesis data stream as a record. Answers 202 with the `sequenceNumber`.
   *
   * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
   */
  public static kinesisPutRecord(stream: kinesis.IStream, options: aws.KinesisPutRecordIntegrationOptions = {}): Integration {
    return new Integration(aws.kinesisPutRecord(stream, options));
  }

  /**
   * Puts each element of a list in the body into a Kinesis data stream. Answers 202, or 503 with the places of the `failedRecords`.
   *
   * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
   */
  public static kinesisPutRecords(stream: kinesis.IStream, options: aws.KinesisPutRecordsIntegrationOptions = {}): Integration {
    return new Integration(aws.kinesisPutRecords(stream, options));
  }

  /**
   * Puts the body into a Firehose stream as a line. Answers 202 with the `recordId`.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecord.html
   */
  public static firehosePutRecord(stream: firehose.IDeliveryStream, options: aws.FirehosePutRecordIntegrationOptions = {}): Integration {
    return new Integration(aws.firehosePutRecord(stream, options));
  }

  /**
   * Gets an item of a DynamoDB table. Answers 200 with the item as plain JSON, in which lists and maps are up to four levels deep, or 404.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
   */
  public static dynamoDbGetItem(table: dynamodb.ITable, options: aws.DynamoDbGetItemIntegrationOptions): Integration {
    return new Integration(aws.dynamoDbGetItem(table, options));
  }

  /**
   * Puts an item into a DynamoDB table. Answers 200 with an empty object, or 409 if the item is not as the condition says.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  public static dynamoDbPutItem(table: dynamodb.ITable, options: aws.DynamoDbPutItemIntegrationOptions): Integration {
    return new Integration(aws.dynamoDbPutItem(table, options));
  }

  /**
   * Updates an item of a DynamoDB table. Answers 200 with the item as plain JSON, or 409 if it is not as the condition says.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
   */
  public static dynamoDbUpdateItem(table: dynamodb.ITable, options: aws.DynamoDbUpdateItemIntegrationOptions): Integration {
    return new Integration(aws.dynamoDbUpdateItem(table, options));
  }

  /**
   * Deletes an item of a DynamoDB table. Answers 204, whether it was there or not, or 409 if it is not as the condition says.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
   */
  public static dynamoDbDeleteItem(table: dynamodb.ITable, options: aws.DynamoDbDeleteItemIntegrationOptions): Integration {
    return new Integration(aws.dynamoDbDeleteItem(table, options));
  }

  /**
   * Queries a DynamoDB table or an index. Answers 200 with a page of `items`; while there are more, `nextToken` asks for the next page.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
   */
  public static dynamoDbQuery(table: dynamodb.ITable, options: aws.DynamoDbQueryIntegrationOptions): Integration {
    return new Integration(aws.dynamoDbQuery(table, options));
  }

  /**
   * Gets an object of an S3 bucket, with its content type, `ETag` and `Last-Modified`. Answers 404 if there is none.
   *
   * Problems: `ObjectKey`, `NoBinaryMediaTypes`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  public static s3GetObject(bucket: s3.IBucket, options: aws.S3ContentIntegrationOptions = {}): Integration {
    return new Integration(aws.s3GetObject(bucket, options));
  }

  /**
   * Puts the body into an S3 bucket, up to 10 MB. Answers 200 with its `ETag`.
   *
   * Problems: `ObjectKey`, `NoBinaryMediaTypes`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
   */
  public static s3PutObject(bucket: s3.IBucket, options: aws.S3ContentIntegrationOptions = {}): Integration {
    return new Integration(aws.s3PutObject(bucket, options));
  }

  /**
   * Deletes an object of an S3 bucket. Answers 204, whether it was there or not. Problems: `ObjectKey`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
   */
  public static s3DeleteObject(bucket: s3.IBucket, options: aws.S3ObjectIntegrationOptions = {}): Integration {
    return new Integration(aws.s3DeleteObject(bucket, options));
  }

  /**
   * Encrypts up to 4 KB with a KMS key: takes `plaintext` and answers `ciphertext`, both in Base64.
   *
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
   */
  public static kmsEncrypt(key: kms.IKey, options: aws.KmsIntegrationOptions = {}): Integration {
    return new Integration(aws.kmsEncrypt(key, options));
  }

  /**
   * Decrypts with a KMS key: takes `ciphertext` and answers `plaintext`, both in Base64.
   *
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
   */
  public static kmsDecrypt(key: kms.IKey, options: aws.KmsIntegrationOptions = {}): Integration {
    return new Integration(aws.kmsDecrypt(key, options));
  }

  /**
   * Makes a data key of 256 bits: answers its `plaintext` and its `ciphertext` under a KMS key, both in Base64.
   *
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
   */
  public static kmsGenerateDataKey(key: kms.IKey, options: aws.KmsIntegrationOptions = {}): Integration {
    return new Integration(aws.kmsGenerateDataKey(key, options));
  }

  /**
   * Runs an SQL statement in an Aurora cluster by the RDS Data API, which has to be enabled. Answers the rows, or `updatedRecords`.
   *
   * @see https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html
   */
  public static rdsExecuteStatement(cluster: rds.IDatabaseCluster, options: aws.RdsExecuteStatementIntegrationOptions): Integration {
    return new Integration(aws.rdsExecuteStatement(cluster, options));
  }

  private constructor(private readonly binder: IntegrationBinder) {}

  /** @internal */
  public _bind(context: IntegrationContext): BoundIntegration {
    return this.binder(context);
  }
}
