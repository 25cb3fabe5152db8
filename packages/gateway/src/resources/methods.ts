import type { Resource } from '../cloudformation/resource';
import type { DefinitionBuilder } from '../definition/definition-builder';
import { readIntegration, readIntegrationResponse } from '../definition/integration';
import { capitalised, type Naming } from '../definition/naming';
import type { Authorizer, Integration, Method, MethodResponse, RequestValidator } from '../model/definition';
import type { Node } from '../node';
import type { ResourcePaths } from './resource-paths';

const integrationField: Naming = (field) => field === 'httpMethod' ? 'IntegrationHttpMethod' : capitalised(field);

/** Adds the methods of `AWS::ApiGateway::Method` resources. */
export function addMethods(
  methods: readonly Resource[],
  paths: ResourcePaths,
  authorizers: ReadonlyMap<string, Authorizer>,
  validators: readonly Resource[],
  builder: DefinitionBuilder,
): void {
  const validatorsById = new Map(validators.map((validator) => [validator.id, validator]));
  for (const resource of methods) {
    const resourceId = resource.required('ResourceId');
    const path = paths.pathOf(resourceId);
    const httpMethod = resource.required('HttpMethod')?.toUpperCase();
    if (resourceId !== undefined && path === undefined) resource.get('ResourceId').report('error', 'unknown-reference', 'there is no such resource of this API');
    if (resourceId === undefined || path === undefined || httpMethod === undefined) continue;
    const first = builder.addMethod({
      httpMethod,
      path,
      resourceId,
      operationName: resource.get('OperationName').text(),
      ...authorization(resource, authorizers),
      apiKeyRequired: resource.get('ApiKeyRequired').flag() ?? false,
      requestParameters: resource.get('RequestParameters').flags(),
      requestModels: resource.get('RequestModels').texts(),
      requestValidator: requestValidator(resource.get('RequestValidatorId'), validatorsById),
      integration: integration(resource.get('Integration'), resourceId),
      methodResponses: resource.get('MethodResponses').items().flatMap((response) => methodResponse(response) ?? []),
      source: resource.source,
    });
    if (!first) resource.get('HttpMethod').report('error', 'duplicate', `there is another ${httpMethod} ${path}`);
  }
}

function authorization(resource: Resource, authorizers: ReadonlyMap<string, Authorizer>): Pick<Method, 'authorizationType' | 'authorizer' | 'authorizationScopes'> {
  const authorizationType = resource.get('AuthorizationType').choice(['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const) ?? 'NONE';
  const authorizerId = resource.get('AuthorizerId');
  const authorizer = authorizers.get(authorizerId.text() ?? '');
  const needed = authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS';
  if (needed && !authorizer) authorizerId.report('error', 'unknown-reference', `${authorizationType} needs an authorizer of this API`);
  return { authorizationType, authorizer: needed ? authorizer?.name : undefined, authorizationScopes: resource.get('AuthorizationScopes').list() };
}

function requestValidator(reference: Node, validators: ReadonlyMap<string, Resource>): RequestValidator {
  const validator = validators.get(reference.text() ?? '');
  if (reference.present && !validator) reference.report('warning', 'unknown-reference', 'there is no such request validator of this API');
  return {
    validateRequestBody: validator?.get('ValidateRequestBody').flag() ?? false,
    validateRequestParameters: validator?.get('ValidateRequestParameters').flag() ?? false,
  };
}

function integration(node: Node, resourceId: string): Integration | undefined {
  if (!node.present) {
    node.report('error', 'missing-value', 'the method has no integration');
    return undefined;
  }
  const responses = node.get('IntegrationResponses').items().flatMap((response) =>
    readIntegrationResponse(response, capitalised, response.get('SelectionPattern').text() || undefined) ?? []);
  return readIntegration(node, integrationField, resourceId, responses);
}

function methodResponse(node: Node): MethodResponse | undefined {
  const statusCode = node.required('StatusCode');
  return statusCode === undefined ? undefined : {
    statusCode,
    responseParameters: node.get('ResponseParameters').flags(),
    responseModels: node.get('ResponseModels').texts(),
  };
}
