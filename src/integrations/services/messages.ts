import { type aws_sns as sns, type aws_sqs as sqs, Resource } from 'aws-cdk-lib';
import type { ServiceIntegrationOptions } from './service-integration';
import { setText } from './template';
import type { IntegrationRequest } from '../../mapping/integration-mapping';
import type { RequestValue } from '../../mapping/request-value';
import { sortedEntries } from '../../private/sorted';
import { isKnown } from '../../private/tokens';
import type { IntegrationContext } from '../port';

/** What every integration says that passes a message on. */
export interface MessageIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * The message, as a JSON object of these values: those of the body keep their JSON type, all others are strings.
   *
   * @default - the whole body, as it is
   */
  readonly message?: Record<string, RequestValue>;

  /**
   * The content types of bodies that are taken; another one is answered with 415. A client that names none is taken to send `application/json`.
   *
   * @default - `application/json` only
   */
  readonly contentTypes?: string[];
}

/** The same request for bodies of other content types. */
export function forContentTypes(
  request: IntegrationRequest, { contentTypes = ['application/json'] }: MessageIntegrationOptions, { route, problems }: IntegrationContext,
): IntegrationRequest {
  if (contentTypes.length === 0) problems.add('NoContentType', route.routeKey);
  const [template] = Object.values(request.templates!);
  return { ...request, templates: Object.fromEntries([...contentTypes].sort().map((contentType) => [contentType, template])) };
}

/** Attributes of a message in the query protocol, which numbers them; one without a value would be refused. */
export function attributeForm(prefix: string, attributes: Record<string, RequestValue>): string {
  const entries = sortedEntries(attributes).map(([name, value]) => {
    const entry = `&${prefix}.\${n}`;
    return `${setText(value)}#if($v != '')#set($n = $n + 1)${entry}.Name=${encodeURIComponent(name)}${entry}.Value.DataType=String`
      + `${entry}.Value.StringValue=$util.urlEncode($v)#end`;
  });
  return entries.length > 0 ? `#set($n = 0)${entries.join('')}` : '';
}

/** What identifies messages of FIFO queues and topics. */
interface FifoIds {
  readonly messageGroupId?: RequestValue;
  readonly messageDeduplicationId?: RequestValue;
}

/** Checks what FIFO queues and topics need, and others refuse. Of an imported one, its name says which it is, if that is known. */
export function checkFifo(target: sqs.IQueue | sns.ITopic, name: string, ids: FifoIds, { route, problems }: IntegrationContext): void {
  const { messageGroupId, messageDeduplicationId } = ids;
  const { node: { path }, fifo } = target;
  if (fifo && !messageGroupId) problems.add('FifoGroup', route.routeKey, path);
  if (fifo && !messageDeduplicationId && deduplicatesByContent(target) === false) problems.add('FifoDeduplication', route.routeKey, path);
  if (!fifo && messageDeduplicationId && (isKnown(name) || Resource.isOwnedResource(target))) problems.add('NotFifo', route.routeKey, path);
}

/** Whether a queue or topic tells messages apart by their content; nothing is known of an imported one. */
function deduplicatesByContent(target: sqs.IQueue | sns.ITopic): unknown {
  if (!Resource.isOwnedResource(target)) return undefined;
  const { contentBasedDeduplication = false } = target.node.defaultChild as unknown as Record<string, unknown>;
  return contentBasedDeduplication;
}
