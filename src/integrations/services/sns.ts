import type { aws_sns as sns } from 'aws-cdk-lib';
import { failuresByName, json } from './answers';
import { attributeForm, checkFifo, forContentTypes, type MessageIntegrationOptions } from './messages';
import { checkValues, formRequest, keyGrants, serviceIntegration } from './service-integration';
import { formText, setMessage } from './template';
import type { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder } from '../port';

/** Options of an integration that publishes to an SNS topic. */
export interface SnsPublishIntegrationOptions extends MessageIntegrationOptions {
  /**
   * The subject of e-mails.
   *
   * @default - no subject
   */
  readonly subject?: RequestValue;

  /**
   * The message's attributes, by name, e.g. for filters of subscriptions. One whose value is missing or empty is left out.
   *
   * @default - no attributes
   */
  readonly attributes?: Record<string, RequestValue>;

  /**
   * Which messages are kept in order. A FIFO topic needs it.
   *
   * @default - no group
   */
  readonly messageGroupId?: RequestValue;

  /**
   * Which messages of a FIFO topic are one and the same.
   *
   * @default - none, so that the topic has to deduplicate by content
   */
  readonly messageDeduplicationId?: RequestValue;
}

/** Binds an integration that publishes to a topic. */
export function snsPublish(topic: sns.ITopic, options: SnsPublishIntegrationOptions): IntegrationBinder {
  const { message, subject, attributes = {}, messageGroupId, messageDeduplicationId } = options;
  return serviceIntegration(options, (context) => {
    checkValues([...Object.values({ ...message, ...attributes }), subject, messageGroupId, messageDeduplicationId], context);
    checkFifo(topic, topic.topicName, options, context);
    return {
      service: 'sns',
      operation: 'path//',
      resource: topic,
      shareable: true,
      grants: [
        { actions: ['sns:Publish'], resources: [topic.topicArn] },
        ...keyGrants(topic.masterKey, 'kms:Decrypt', 'kms:GenerateDataKey'),
      ],
      request: forContentTypes(formRequest([
        `${setMessage(message)}Action=Publish&Version=2010-03-31&TopicArn=$util.urlEncode("${topic.topicArn}")&Message=$util.urlEncode($message)`,
        subject && `&Subject=${formText(subject)}`,
        messageGroupId && `&MessageGroupId=${formText(messageGroupId)}`,
        messageDeduplicationId && `&MessageDeduplicationId=${formText(messageDeduplicationId)}`,
        attributeForm('MessageAttributes.entry', attributes),
      ].join('')), options, context),
      success: { statusCode: 202, templates: json('{"messageId":$input.json(\'$.PublishResponse.PublishResult.MessageId\')}') },
      failures: failuresByName('$.Error.Code', {
        400: ['InvalidParameter', 'InvalidParameterValue', 'ParameterValueInvalid'],
        429: ['Throttled', 'Throttling', 'ThrottlingException', 'KMSThrottling'],
      }),
    };
  });
}
