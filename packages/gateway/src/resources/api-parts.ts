import type { ResourceIndex } from './index-of-resources';
import { addMethods } from './methods';
import { ResourcePaths } from './resource-paths';
import type { Resource } from '../cloudformation/resource';
import { modelName } from '../cloudformation/stand-ins/api-gateway';
import { readAuthorizer } from '../definition/authorizer';
import type { DefinitionBuilder } from '../definition/definition-builder';
import { readGatewayResponse } from '../definition/gateway-response';
import { capitalised } from '../definition/naming';
import type { Authorizer } from '../model/definition';

const PARTS = ['Authorizer', 'GatewayResponse', 'Method', 'Model', 'RequestValidator', 'Resource'];

/** Whether a definition has parts that are resources of their own. */
export function hasParts(index: ResourceIndex, apiId: string): boolean {
  return PARTS.some((part) => index.ofApi(`AWS::ApiGateway::${part}`, apiId).length > 0);
}

/** Adds what resources of their own define: methods, models, authorizers and gateway responses. */
export function addParts(restApi: Resource, index: ResourceIndex, builder: DefinitionBuilder): void {
  const parts = (part: string) => index.ofApi(`AWS::ApiGateway::${part}`, builder.apiId);
  for (const model of parts('Model')) {
    builder.addModel({
      name: modelName(model),
      contentType: model.get('ContentType').text() ?? 'application/json',
      schema: model.get('Schema').parsed() ?? {},
      source: model.source,
    });
  }
  for (const response of parts('GatewayResponse')) {
    const type = response.required('ResponseType');
    if (type !== undefined) builder.addGatewayResponse(readGatewayResponse(response.properties, capitalised, type));
  }
  const authorizers = new Map<string, Authorizer>();
  for (const resource of parts('Authorizer')) {
    const authorizer = readAuthorizer(resource.properties, capitalised, resource.id, resource.required('Name') ?? resource.logicalId);
    if (!authorizer) continue;
    authorizers.set(resource.id, authorizer);
    builder.addAuthorizer(authorizer);
  }
  const paths = new ResourcePaths(restApi, parts('Resource'));
  for (const { id, source } of paths.resources) {
    const path = paths.pathOf(id);
    if (path !== undefined) builder.addResource({ id, path, source });
  }
  addMethods(parts('Method'), paths, authorizers, parts('RequestValidator'), builder);
}
