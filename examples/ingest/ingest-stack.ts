import {
  aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_s3 as s3, CfnOutput, Duration, RemovalPolicy, Size,
  Stack, type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from '../orders/acknowledge';
import { type ApiKey, Authorizer, Integration, Quota, RequestValue, RestApi, type RestStage } from 'cdk-stagecraft';

/** What is passed on byte by byte. JSON is not among it: records are JSON, and API Gateway reads them. */
const FILE_TYPES = ['application/gzip', 'application/octet-stream', 'application/pdf', 'application/zip', 'audio/*', 'image/*', 'text/*', 'video/*'];

/**
 * Takes files and records from clients that have an API key and no AWS credentials: files go to S3, records through Kinesis and
 * Firehose to S3, and no code runs in between.
 */
export class IngestStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const accessLogs = new s3.Bucket(this, 'AccessLogs', { ...PRIVATE, lifecycleRules: [{ expiration: Duration.days(90) }] });
    const lake = new s3.Bucket(this, 'Lake', {
      ...PRIVATE,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    const records = new kinesis.Stream(this, 'Records', {
      streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.MANAGED, removalPolicy: RemovalPolicy.DESTROY,
    });
    const delivery = new firehose.DeliveryStream(this, 'Delivery', {
      source: new firehose.KinesisStreamSource(records),
      destination: new firehose.S3Bucket(lake, {
        dataOutputPrefix: 'records/!{timestamp:yyyy/MM/dd/HH}/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/',
        compression: firehose.Compression.GZIP,
        bufferingInterval: Duration.minutes(1),
        bufferingSize: Size.mebibytes(16),
      }),
    });

    const api = new RestApi(this, 'Api', { restApiName: 'Ingest', binaryMediaTypes: FILE_TYPES, authorizer: Authorizer.none() });
    api.addRoutes({
      'PUT /devices/{device}/files/{file+}': Integration.s3PutObject(lake, { key: 'files/{device}/{file}' }),
      'POST /devices/{device}/records': Integration.kinesisPutRecord(records, {
        message: { device: RequestValue.path('device'), receivedAt: RequestValue.context('requestTime'), record: RequestValue.body() },
        partitionKey: RequestValue.path('device'),
        lines: true,
      }),
      'POST /records': Integration.kinesisPutRecords(records, { records: 'records', partitionKey: 'device', lines: true }),
    }, { apiKeyRequired: true });
    const stage = api.addStage('live', { throttle: { rateLimit: 200, burstLimit: 400 } });

    const key = this.client(api, stage);
    new CfnOutput(this, 'Url', { value: stage.url });
    new CfnOutput(this, 'ApiKeyId', { value: key.keyId });
    new CfnOutput(this, 'LakeName', { value: lake.bucketName });

    acknowledge(delivery, 'AwsSolutions-KDF1', 'A stream with a source has no key of its own: the source is encrypted.');
    const objects = `Resource::<${this.getLogicalId(lake.node.defaultChild as s3.CfnBucket)}.Arn>`;
    for (const wildcard of ['Action::s3:Abort*', 'Action::s3:DeleteObject*', 'Action::s3:GetBucket*', 'Action::s3:GetObject*', 'Action::s3:List*', `${objects}/*`]) {
      acknowledge(delivery, `AwsSolutions-IAM5[${wildcard}]`, 'Grants that the CDK makes, within one bucket.');
    }
    acknowledge(api, `AwsSolutions-IAM5[${objects}/files/*/*]`, 'Files may be put below files/, and nowhere else.');
    acknowledge(stage, 'AwsSolutions-APIG3', 'Only clients with a key get past the usage plan; a web ACL is not worth its price here.');
    acknowledge(accessLogs, 'AwsSolutions-S1', 'A bucket of access logs would log its own logging.');
  }

  /** A client's key, with what it may send. */
  private client(api: RestApi, stage: RestStage): ApiKey {
    const devices = api.addUsagePlan('Devices', { stages: [stage], throttle: { rateLimit: 50, burstLimit: 100 }, quota: Quota.perDay(1_000_000) });
    return devices.addApiKey('Device');
  }
}

const PRIVATE = {
  encryption: s3.BucketEncryption.S3_MANAGED,
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
} as const;
