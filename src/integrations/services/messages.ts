import type { aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import type { ServiceIntegrationOptions } from './service-integration';
import { setText } from './template';
import type { IntegrationRequest } from '../../mapping/integration-mapping';
import type { RequestValue } from '../../mapping/request-value';
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
export function forContentTypes(request: IntegrationRequest, contentTypes: readonly string[] = ['application/json']): IntegrationRequest {
  const [template] = Object.values(request.templates!);
  return { ...request, templates: Object.fromEntries([...contentTypes].sort().map((contentType) => [contentType, template])) };
}

/** Attributes of a message in the query protocol, which numbers them; one without a value would be refused. */
export function attributeForm(prefix: string, attributes: Record<string, RequestValue>): string {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => {
    const entry = `&${prefix}.\${n}`;
    return `${setText(value)}#if($v != '')#set($n = $n + 1)${entry}.Name=${encodeURIComponent(name)}${entry}.Value.DataType=String`
      + `${entry}.Value.StringValue=$util.urlEncode($v)#end`;
  });
  return entries.length > 0 ? `#set($n = 0)${entries.join('')}` : '';
}

/** Checks what FIFO queues and topics need, and others refuse. */
export function checkFifo(
  target: sqs.IQueue | sns.ITopic, group: RequestValue | undefined, deduplication: RequestValue | undefined, { route, problems }: IntegrationContext,
): void {
  if (target.fifo && !group) problems.add('FifoGroup', route.routeKey, target.node.path);
  if (!target.fifo && deduplication) problems.add('NotFifo', route.routeKey, target.node.path);
}
