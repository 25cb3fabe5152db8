import type { Integration, IntegrationResponse } from '../model/definition';
import type { Node } from '../node';
import type { Naming } from './naming';

const TYPES = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const;
const CONTENT_HANDLING = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

/** An integration but for its responses, in which documents and resources differ. */
export function readIntegration(node: Node, name: Naming, resourceId: string, responses: readonly IntegrationResponse[]): Integration | undefined {
  const get = (field: string) => node.get(name(field));
  node.required(name('type'));
  const type = get('type').choice(TYPES);
  return type && {
    type,
    httpMethod: get('httpMethod').text()?.toUpperCase(),
    uri: get('uri').text(),
    credentials: get('credentials').text(),
    connectionType: get('connectionType').choice(['INTERNET', 'VPC_LINK'] as const) ?? 'INTERNET',
    connectionId: get('connectionId').text(),
    integrationTarget: get('integrationTarget').text(),
    passthroughBehavior: get('passthroughBehavior').choice(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const) ?? 'WHEN_NO_MATCH',
    contentHandling: get('contentHandling').choice(CONTENT_HANDLING),
    requestParameters: get('requestParameters').texts(),
    requestTemplates: get('requestTemplates').texts(),
    timeoutInMillis: get('timeoutInMillis').number() ?? 29_000,
    cacheNamespace: get('cacheNamespace').text() ?? resourceId,
    cacheKeyParameters: get('cacheKeyParameters').list(),
    tlsConfig: { insecureSkipVerification: node.get('tlsConfig').get('insecureSkipVerification').flag() ?? false },
    responseTransferMode: get('responseTransferMode').choice(['BUFFERED', 'STREAM'] as const) ?? 'BUFFERED',
    responses,
    source: node.source,
  };
}

/** What an integration response has in documents and in resources. */
export function readIntegrationResponse(node: Node, name: Naming, selectionPattern: string | undefined): IntegrationResponse | undefined {
  const statusCode = node.required(name('statusCode'));
  return statusCode === undefined ? undefined : {
    selectionPattern,
    statusCode,
    responseParameters: node.get(name('responseParameters')).texts(),
    responseTemplates: node.get(name('responseTemplates')).texts(),
    contentHandling: node.get(name('contentHandling')).choice(CONTENT_HANDLING),
  };
}
