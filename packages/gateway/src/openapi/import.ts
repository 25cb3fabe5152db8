import type { DefinitionBuilder } from '../definition/definition-builder';
import { readGatewayResponse } from '../definition/gateway-response';
import { readIntegration, readIntegrationResponse } from '../definition/integration';
import { sameName } from '../definition/naming';
import type { Authorizer, Integration, RequestValidator } from '../model/definition';
import type { Node } from '../node';
import { basePathPrefix } from './base-path';
import { BodyModels } from './bodies';
import type { OpenApiDocument } from './document';
import { reportUnknownExtensions } from './extensions';
import { parametersOf, requestParameters } from './parameters';
import { importSchema } from './schema';
import { readAuthorizers, readSecurity } from './security';

const ANY = 'x-amazon-apigateway-any-method';
const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'options', 'head', ANY]);

/** Imports a document: everything in it becomes part of the definition. */
export function importDocument(document: OpenApiDocument, basePathMode: 'ignore' | 'prepend' | 'split', builder: DefinitionBuilder): void {
  reportUnknownExtensions(document.root);
  for (const [name, schema] of document.components('schemas').entries()) {
    builder.addModel({ name, contentType: 'application/json', schema: importSchema(schema, document, builder.apiId), source: schema.source });
  }
  for (const [type, response] of document.root.get('x-amazon-apigateway-gateway-responses').entries()) {
    builder.addGatewayResponse(readGatewayResponse(response, sameName, type));
  }
  const authorizers = readAuthorizers(document, builder.apiId);
  authorizers.forEach((authorizer) => builder.addAuthorizer(authorizer));
  const operations = new Operations(document, builder, new Map(authorizers.map((authorizer) => [authorizer.name, authorizer])));
  const prefix = basePathPrefix(document, basePathMode);
  for (const [path, given] of document.root.get('paths').entries()) {
    if (!path.startsWith('/')) continue;
    const segments = `${prefix}${path}`.split('/').filter((segment) => segment !== '');
    operations.importPath(`/${segments.join('/')}`, document.resolve(given));
  }
}

class Operations {
  private readonly bodies: BodyModels;
  private readonly validators: ReadonlyMap<string, RequestValidator>;

  constructor(
    private readonly document: OpenApiDocument,
    private readonly builder: DefinitionBuilder,
    private readonly authorizers: ReadonlyMap<string, Authorizer>,
  ) {
    this.bodies = new BodyModels(document, builder);
    this.validators = new Map(document.root.get('x-amazon-apigateway-request-validators').entries().map(([name, validator]) => [name, {
      validateRequestBody: validator.get('validateRequestBody').flag() ?? false,
      validateRequestParameters: validator.get('validateRequestParameters').flag() ?? false,
    }]));
  }

  importPath(path: string, pathItem: Node): void {
    const resourceId = this.builder.resourceId(path, pathItem.source);
    for (const [key, operation] of pathItem.entries()) {
      if (METHODS.has(key)) this.importOperation(path, resourceId, key === ANY ? 'ANY' : key.toUpperCase(), pathItem, operation);
    }
  }

  private importOperation(path: string, resourceId: string, httpMethod: string, pathItem: Node, operation: Node): void {
    const parameters = parametersOf(pathItem, operation, this.document);
    const first = this.builder.addMethod({
      httpMethod,
      path,
      resourceId,
      operationName: operation.get('operationId').text(),
      ...readSecurity(operation, this.document, this.authorizers),
      requestParameters: requestParameters(parameters),
      requestModels: this.bodies.request(operation, parameters),
      requestValidator: this.requestValidator(operation),
      integration: this.integration(operation, resourceId),
      methodResponses: this.bodies.responses(operation),
      source: operation.source,
    });
    if (!first) operation.report('error', 'duplicate', `there is another ${httpMethod} ${path}`);
  }

  private requestValidator(operation: Node): RequestValidator {
    const reference = [operation, this.document.root].map((node) => node.get('x-amazon-apigateway-request-validator')).find((node) => node.present);
    const name = reference?.text();
    const validator = name === undefined ? undefined : this.validators.get(name);
    if (name !== undefined && !validator) reference?.report('warning', 'unknown-reference', `there is no request validator ${name}`);
    return validator ?? { validateRequestBody: false, validateRequestParameters: false };
  }

  private integration(operation: Node, resourceId: string): Integration | undefined {
    const node = this.document.resolve(operation.get('x-amazon-apigateway-integration'));
    if (!node.present) {
      operation.report('error', 'missing-value', 'the operation has no x-amazon-apigateway-integration');
      return undefined;
    }
    const responses = node.get('responses').entries().flatMap(([pattern, response]) =>
      readIntegrationResponse(response, sameName, pattern === 'default' ? undefined : pattern) ?? []);
    return readIntegration(node, sameName, resourceId, responses);
  }
}
