import type { aws_kinesis as kinesis } from 'aws-cdk-lib';
import { failuresByName, json, override } from './answers';
import { forContentTypes, type MessageIntegrationOptions } from './messages';
import { checkValues, jsonRequest, keyGrants, type ServiceCall, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { base64, escaped, jsonText, setMessage } from './template';
import { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder, IntegrationContext } from '../port';

/** Options of an integration that puts a record into a Kinesis data stream. */
export interface KinesisPutRecordIntegrationOptions extends MessageIntegrationOptions {
  /**
   * What decides which shard the record goes to: records with the same one stay in order.
   *
   * @default - the request's id, which spreads records evenly
   */
  readonly partitionKey?: RequestValue;

  /**
   * Whether the record ends with a line feed, e.g. for files that Firehose makes of them.
   *
   * @default false
   */
  readonly lines?: boolean;
}

/** Options of an integration that puts several records into a Kinesis data stream. */
export interface KinesisPutRecordsIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * The JSONPath, without its `$.`, of the list of records in the body: up to 500 of them, each one any JSON value.
   *
   * @default - the body is the list
   */
  readonly records?: string;

  /**
   * The member of a record that decides which shard it goes to: records with the same one stay in order.
   *
   * @default - the request's id and the record's number, which spreads records evenly
   */
  readonly partitionKey?: string;

  /**
   * Whether each record ends with a line feed, e.g. for files that Firehose makes of them.
   *
   * @default false
   */
  readonly lines?: boolean;
}

const FAILURES = failuresByName('$.__type', {
  400: ['InvalidArgumentException', 'SerializationException', 'ValidationException'],
  429: ['KMSThrottlingException', 'LimitExceededException', 'ProvisionedThroughputExceededException', 'ThrottlingException'],
});

/** An answer of 200 may hold records that failed: clients learn which, by their place in the list, and not why. */
const PUT_RECORDS = '#set($root = $input.path(\'$\'))#if($root.FailedRecordCount == 0){"failedRecords":[]}'
  + `#else${override('503')}#set($comma = ''){"failedRecords":[#foreach($record in $root.Records)`
  + '#if($record.containsKey(\'ErrorCode\'))${comma}#set($comma = \',\')$foreach.index#end#end]}#end';

/** Binds an integration that puts a record into a stream. */
export function kinesisPutRecord(stream: kinesis.IStream, options: KinesisPutRecordIntegrationOptions): IntegrationBinder {
  const { message, partitionKey = RequestValue.context('requestId'), lines = false } = options;
  return serviceIntegration(options, (context) => {
    checkValues([...Object.values(message ?? {}), partitionKey], context);
    return {
      ...callTo(stream, 'PutRecord'),
      request: forContentTypes(jsonRequest('1.1',
        `${setMessage(message)}{"StreamName":"${stream.streamName}","Data":"${base64('$message', lines)}","PartitionKey":${jsonText(partitionKey)}}`), options, context),
      success: { statusCode: 202, templates: json('{"sequenceNumber":$input.json(\'$.SequenceNumber\')}') },
    };
  });
}

/** Binds an integration that puts the records of a list into a stream. */
export function kinesisPutRecords(stream: kinesis.IStream, options: KinesisPutRecordsIntegrationOptions): IntegrationBinder {
  const { records, partitionKey, lines = false } = options;
  const list = records === undefined ? '$' : `$.${records}`;
  return serviceIntegration(options, (context) => {
    checkPaths([records, partitionKey], context);
    const key = partitionKey === undefined
      ? '"${context.requestId}-$foreach.index"'
      : `"${escaped(`"$!record.get('${partitionKey}')"`)}"`;
    return {
      ...callTo(stream, 'PutRecords'),
      request: jsonRequest('1.1', `{"StreamName":"${stream.streamName}","Records":[#foreach($record in $input.path('${list}'))`
        + `#set($data = $input.json("${list}[$foreach.index]"))`
        + `{"Data":"${base64('$data', lines)}","PartitionKey":${key}}#if($foreach.hasNext),#end#end]}`),
      success: { statusCode: 202, templates: json(PUT_RECORDS) },
    };
  });
}

function callTo(stream: kinesis.IStream, action: string): Omit<ServiceCall, 'request' | 'success'> {
  return {
    service: 'kinesis',
    operation: `action/${action}`,
    resource: stream,
    shareable: false,
    grants: [{ actions: [`kinesis:${action}`], resources: [stream.streamArn] }, ...keyGrants(stream.encryptionKey, 'kms:GenerateDataKey')],
    failures: FAILURES,
  };
}

/** Paths and names stand in the template between quotes. */
function checkPaths(paths: ReadonlyArray<string | undefined>, context: IntegrationContext): void {
  checkValues(paths.map((path) => (path === undefined ? undefined : RequestValue.body(path))), context);
}
