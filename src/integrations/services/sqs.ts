import type { aws_sqs as sqs } from 'aws-cdk-lib';
import { failuresByName, json } from './answers';
import { attributeForm, checkFifo, forContentTypes, type MessageIntegrationOptions } from './messages';
import { checkValues, formRequest, keyGrants, serviceIntegration } from './service-integration';
import { formText, setMessage } from './template';
import type { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder } from '../port';

/** Options of an integration that sends messages to an SQS queue. */
export interface SqsSendMessageIntegrationOptions extends MessageIntegrationOptions {
  /**
   * The message's attributes, by name. One whose value is missing or empty is left out.
   *
   * @default - no attributes
   */
  readonly attributes?: Record<string, RequestValue>;

  /**
   * Which messages are kept in order. A FIFO queue needs it.
   *
   * @default - no group
   */
  readonly messageGroupId?: RequestValue;

  /**
   * Which messages of a FIFO queue are one and the same.
   *
   * @default - none, so that the queue has to deduplicate by content
   */
  readonly messageDeduplicationId?: RequestValue;
}

/** Binds an integration that sends messages to a queue. */
export function sqsSendMessage(queue: sqs.IQueue, options: SqsSendMessageIntegrationOptions): IntegrationBinder {
  const { message, attributes = {}, messageGroupId, messageDeduplicationId } = options;
  return serviceIntegration(options, (context) => {
    checkValues([...Object.values({ ...message, ...attributes }), messageGroupId, messageDeduplicationId], context);
    checkFifo(queue, queue.queueName, options, context);
    return {
      service: 'sqs',
      operation: `path/${queue.env.account}/${queue.queueName}`,
      resource: queue,
      shareable: true,
      grants: [
        { actions: ['sqs:SendMessage'], resources: [queue.queueArn] },
        ...keyGrants(queue.encryptionMasterKey, 'kms:Decrypt', 'kms:GenerateDataKey'),
      ],
      request: forContentTypes(formRequest([
        `${setMessage(message)}Action=SendMessage&Version=2012-11-05&MessageBody=$util.urlEncode($message)`,
        messageGroupId && `&MessageGroupId=${formText(messageGroupId)}`,
        messageDeduplicationId && `&MessageDeduplicationId=${formText(messageDeduplicationId)}`,
        attributeForm('MessageAttribute', attributes),
      ].join('')), options, context),
      success: { statusCode: 202, templates: json('{"messageId":$input.json(\'$.SendMessageResponse.SendMessageResult.MessageId\')}') },
      failures: failuresByName('$.Error.Code', {
        400: ['InvalidMessageContents', 'InvalidParameterValue', 'MissingParameter'],
        429: ['RequestThrottled', 'Throttling', 'ThrottlingException', 'KmsThrottled'],
      }),
    };
  });
}
