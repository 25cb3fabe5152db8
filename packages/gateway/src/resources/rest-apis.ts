import { addParts, hasParts } from './api-parts';
import type { ResourceIndex } from './index-of-resources';
import { readDeployments, readStages } from './releases';
import { readEndpoint, readSettings } from './settings';
import { readReference } from '../assembly/read-reference';
import type { Resource } from '../cloudformation/resource';
import { rootResourceId } from '../cloudformation/stand-ins/api-gateway';
import { DefinitionBuilder } from '../definition/definition-builder';
import { builtInModels } from '../definition/models';
import type { Json } from '../json';
import type { Definition } from '../model/definition';
import type { RestApiModel } from '../model/rest-api';
import type { Node } from '../node';
import { resolveAwsVariables } from '../openapi/aws-variables';
import { OpenApiDocument } from '../openapi/document';
import { importDocument } from '../openapi/import';

const BODY_AND_RESOURCES = 'what is in the body and what are resources of their own get in each other\'s way when the stack is updated';

/** All REST APIs, with what belongs to them wherever it is. */
export function readRestApis(index: ResourceIndex): RestApiModel[] {
  return index.ofType('AWS::ApiGateway::RestApi').map((restApi) => readRestApi(restApi, index));
}

function readRestApi(restApi: Resource, index: ResourceIndex): RestApiModel {
  const { id, source, stack: { partition, region, account } } = restApi;
  const executeApiArn = `arn:${partition}:execute-api:${region}:${account}:${id}`;
  const document = readBody(restApi);
  const definition = readDefinition(restApi, document, index, executeApiArn);
  const deployments = readDeployments(index, id, definition);
  return {
    id,
    name: document?.root.get('info').get('title').text() ?? restApi.get('Name').text() ?? restApi.logicalId,
    account,
    region,
    executeApiArn,
    endpoint: readEndpoint(restApi, document),
    definition,
    deployments,
    stages: readStages(index, id, deployments),
    source,
  };
}

function readDefinition(restApi: Resource, document: OpenApiDocument | undefined, index: ResourceIndex, executeApiArn: string): Definition {
  const builder = new DefinitionBuilder(restApi.id, rootResourceId(restApi), restApi.source);
  if (document) {
    const mode = restApi.get('Parameters').get('basepath').choice(['ignore', 'prepend', 'split'] as const) ?? 'ignore';
    importDocument(document, mode, builder);
    if (hasParts(index, restApi.id)) document.root.report('warning', 'body-and-resources', BODY_AND_RESOURCES);
  } else {
    builtInModels(restApi.source).forEach((model) => builder.addModel(model));
    const clone = restApi.get('CloneFrom');
    if (clone.present) clone.report('warning', 'not-served', 'the API is not cloned');
  }
  addParts(restApi, index, builder);
  return builder.build(readSettings(restApi, document, executeApiArn));
}

/** The document of a REST API: in its body, or in a file that the body's location names. */
function readBody(restApi: Resource): OpenApiDocument | undefined {
  const body = restApi.get('Body');
  const location = restApi.get('BodyS3Location');
  if (!body.present && !location.present) return undefined;
  const value = body.present ? body.parsed() : bodyFromFile(location, restApi);
  if (value === undefined) return undefined;
  const root = (body.present ? body : location).with(resolveAwsVariables(value, restApi.stack));
  if (root.entries().length > 0) return new OpenApiDocument(root);
  root.report('error', 'invalid-document', 'has to be an OpenAPI document');
  return undefined;
}

function bodyFromFile(location: Node, restApi: Resource): Json | undefined {
  const reference = typeof location.value === 'string' ? location.value : location.get('Key').text();
  return reference === undefined ? undefined : readReference(reference, restApi.stack.assets, location)?.content;
}
