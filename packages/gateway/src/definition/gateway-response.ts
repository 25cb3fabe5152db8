import type { GatewayResponse } from '../model/definition';
import type { Node } from '../node';
import type { Naming } from './naming';

/** A gateway response of a document or of a resource. */
export function readGatewayResponse(node: Node, name: Naming, responseType: string): GatewayResponse {
  return {
    responseType: responseType.toUpperCase(),
    statusCode: node.get(name('statusCode')).text(),
    responseParameters: node.get(name('responseParameters')).texts(),
    responseTemplates: node.get(name('responseTemplates')).texts(),
    source: node.source,
  };
}
