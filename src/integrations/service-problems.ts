import { define, GUIDE, quote } from '../private/problem-definition';

const INTEGRATION = `${GUIDE}api-gateway-swagger-extensions-integration.html`;
const PAYLOADS = `${GUIDE}api-gateway-payload-encodings.html`;

/** The problems of integrations of AWS services. */
export const SERVICE_PROBLEMS = {
  ServiceOperation: define('A service is called by an action or by a path.', INTEGRATION,
    (routeKey: string, service: string, both: boolean) => ({
      what: `route ${quote(routeKey)} calls the service ${quote(service)} with ${both ? 'an action and a path' : 'neither an action nor a path'}`,
      remedy: both ? 'leave out one of them' : 'say which action or path',
    })),
  ServiceName: define('A service is named as its endpoint is: letters, digits, dots and hyphens.', INTEGRATION,
    (routeKey: string, name: string) => ({
      what: `route ${quote(routeKey)} calls a service at ${quote(name)}, which is no part of a host's name`,
      remedy: 'write it as the endpoint does, e.g. "ssm"',
    })),
  ServicePathVariable: define('A variable in a service\'s path is a variable of the route, or one that the request sets.', INTEGRATION,
    (routeKey: string, path: string, variable: string) => ({
      what: `the path ${quote(path)} uses {${variable}}, which is not in the path of route ${quote(routeKey)}`,
      remedy: `add "{${variable}}" to the route's path, or set it in the "path" of the request`,
    })),
  NoContentType: define('A message has at least one content type.', `${GUIDE}integration-passthrough-behaviors.html`,
    (routeKey: string) => ({ what: `route ${quote(routeKey)} has an empty list of contentTypes: every body would be refused`, remedy: 'name one, or leave contentTypes out for JSON' })),
  ServiceValue: define('What becomes part of a template is one value with a plain name.', `${GUIDE}api-gateway-mapping-template-reference.html`,
    (routeKey: string, value: string, why: string) => ({
      what: `route ${quote(routeKey)} cannot put ${quote(value)} into its service's request: ${why}`,
      remedy: 'use another value, or write the request with Integration.awsService()',
    })),
  ForeignTarget: define('A service without resource policies is called in the API\'s own account.', INTEGRATION,
    (routeKey: string, target: string, account: string, own: string) => ({
      what: `route ${quote(routeKey)} calls ${target} of account ${account}, and the API is in account ${own}`,
      remedy: 'put the API into that account, or call a Lambda function that assumes a role there',
    })),
  ForeignTargetPolicy: define('What another account has needs a policy of its own that lets the API in.', INTEGRATION,
    (routeKey: string, target: string, account: string) => ({
      what: `route ${quote(routeKey)} calls ${target} of account ${account}, whose own policy has to allow the API's role as well`,
      remedy: 'add a statement for the role to that policy, and to that of its KMS key',
    })),
  FifoGroup: define('A message to a FIFO queue or topic has a group.', 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html',
    (routeKey: string, target: string) => ({
      what: `route ${quote(routeKey)} sends messages without a group to ${target}, which is FIFO`,
      remedy: 'set messageGroupId, e.g. to RequestValue.path("customerId")',
    })),
  FifoDeduplication: define('A FIFO queue or topic tells messages apart by an id or by their content.', 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
    (routeKey: string, target: string) => ({
      what: `route ${quote(routeKey)} sends messages without a deduplication id to ${target}, which does not deduplicate by content and refuses them`,
      remedy: 'set messageDeduplicationId, e.g. to RequestValue.header("Idempotency-Key"), or contentBasedDeduplication of the queue or topic',
    })),
  NotFifo: define('Only FIFO queues and topics deduplicate messages.', 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
    (routeKey: string, target: string) => ({
      what: `route ${quote(routeKey)} sends a deduplication id to ${target}, which is not FIFO and refuses it`,
      remedy: 'leave out messageDeduplicationId, or make it FIFO',
    })),
  StateMachineType: define('A state machine that is waited for is express, and one whose executions are described is standard.', 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html',
    (routeKey: string, action: string, stateMachine: string, type: string, remedy: string) => ({
      what: `route ${quote(routeKey)} calls ${action} for ${stateMachine}, which is ${type} and cannot do that`,
      remedy,
    })),
  ObjectKey: define('The key of an object is made of text and of variables of the route.', 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
    (routeKey: string, key: string, why: string) => ({
      what: `route ${quote(routeKey)} has the object key ${quote(key)}: ${why}`,
      remedy: 'write it like "uploads/{file}", with variables of the route\'s path',
    })),
  NoBinaryMediaTypes: define('Bytes pass through an API whose binary media types say so.', PAYLOADS,
    (routeKey: string, bucket: string) => ({
      what: `route ${quote(routeKey)} passes objects of ${bucket} on, and the API takes every body for text, which changes bytes that are no UTF-8`,
      remedy: 'list the content types of the objects in the API\'s binaryMediaTypes, or say "text: true" if they are all text',
    })),
  BinaryTemplate: define('A template reads text.', PAYLOADS,
    (routeKey: string, contentType: string, binary: string) => ({
      what: `route ${quote(routeKey)} reads bodies of ${quote(contentType)} with a template, and the API's binary media type ${quote(binary)} makes bytes of them`,
      remedy: `leave ${quote(binary)} out of binaryMediaTypes, and list the types of files there`,
    })),
};
