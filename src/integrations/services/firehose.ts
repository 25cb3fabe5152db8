import type { aws_kinesisfirehose as firehose } from 'aws-cdk-lib';
import { failuresByName, json } from './answers';
import { forContentTypes, type MessageIntegrationOptions } from './messages';
import { checkValues, jsonRequest, serviceIntegration } from './service-integration';
import { base64, setMessage } from './template';
import type { IntegrationBinder } from '../port';

/** Options of an integration that puts a record into a Firehose stream. */
export interface FirehosePutRecordIntegrationOptions extends MessageIntegrationOptions {
  /**
   * Whether the record ends with a line feed, so that files of several records have one on each line.
   *
   * @default true
   */
  readonly lines?: boolean;
}

/** Binds an integration that puts a record into a Firehose stream. */
export function firehosePutRecord(stream: firehose.IDeliveryStream, options: FirehosePutRecordIntegrationOptions): IntegrationBinder {
  const { message, lines = true } = options;
  return serviceIntegration(options, (context) => {
    checkValues(Object.values(message ?? {}), context);
    return {
      service: 'firehose',
      operation: 'action/PutRecord',
      resource: stream,
      shareable: false,
      grants: [{ actions: ['firehose:PutRecord'], resources: [stream.deliveryStreamArn] }],
      request: forContentTypes(jsonRequest('1.1',
        `${setMessage(message)}{"DeliveryStreamName":"${stream.deliveryStreamName}","Record":{"Data":"${base64('$message', lines)}"}}`), options, context),
      success: { statusCode: 202, templates: json('{"recordId":$input.json(\'$.RecordId\')}') },
      failures: failuresByName('$.__type', {
        400: ['InvalidArgumentException', 'SerializationException', 'ValidationException'],
        429: ['LimitExceededException', 'ThrottlingException'],
      }),
    };
  });
}
