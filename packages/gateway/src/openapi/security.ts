import { readAuthorizer } from '../definition/authorizer';
import { sameName } from '../definition/naming';
import { localId } from '../local-id';
import type { Authorizer, AuthorizationType } from '../model/definition';
import type { Node } from '../node';
import type { OpenApiDocument } from './document';

/** What an operation asks of its caller. */
export interface Security {
  readonly authorizationType: AuthorizationType;
  readonly authorizer?: string;
  readonly authorizationScopes: readonly string[];
  readonly apiKeyRequired: boolean;
}

/** The authorizers among the document's security schemes. */
export function readAuthorizers(document: OpenApiDocument, apiId: string): Authorizer[] {
  return document.securitySchemes.entries().flatMap(([name, given]) => {
    const scheme = document.resolve(given);
    const authorizer = scheme.get('x-amazon-apigateway-authorizer');
    if (!authorizer.present) return [];
    const tokenSource = `method.request.header.${scheme.get('name').text() ?? 'Authorization'}`;
    return readAuthorizer(authorizer, sameName, localId(apiId, 'authorizer', name), name, tokenSource) ?? [];
  });
}

/** The security of an operation; without its own, the document's. */
export function readSecurity(operation: Node, document: OpenApiDocument, authorizers: ReadonlyMap<string, Authorizer>): Security {
  const requirements = operation.get('security').present ? operation.get('security') : document.root.get('security');
  let security: Security = { authorizationType: 'NONE', authorizationScopes: [], apiKeyRequired: false };
  for (const requirement of requirements.items()) {
    for (const [name, scopes] of requirement.entries()) {
      const required = readRequirement(name, scopes, document, authorizers);
      const second = required.authorizationType !== undefined && security.authorizationType !== 'NONE';
      if (second) scopes.report('error', 'duplicate', 'an operation has one authorizer at most');
      else security = { ...security, ...required };
    }
  }
  const auth = operation.get('x-amazon-apigateway-auth').get('type').choice(['NONE', 'AWS_IAM'] as const);
  return auth === undefined ? security : { authorizationType: auth, authorizationScopes: [], apiKeyRequired: security.apiKeyRequired };
}

function readRequirement(name: string, scopes: Node, document: OpenApiDocument, authorizers: ReadonlyMap<string, Authorizer>): Partial<Security> {
  const authorizer = authorizers.get(name);
  if (authorizer) {
    const authorizationType = authorizer.type === 'COGNITO_USER_POOLS' ? authorizer.type : 'CUSTOM';
    return { authorizationType, authorizer: name, authorizationScopes: scopes.list() };
  }
  const scheme = document.resolve(document.securitySchemes.get(name));
  // SAM's name for no authorizer instead of the API's own.
  if (name === 'NONE' && !scheme.present) return {};
  const lower = (field: string) => scheme.get(field).text()?.toLowerCase();
  if (lower('x-amazon-apigateway-authtype') === 'awssigv4') return { authorizationType: 'AWS_IAM' };
  if (lower('type') === 'apikey' && lower('in') === 'header' && lower('name') === 'x-api-key') return { apiKeyRequired: true };
  scopes.report('warning', 'unknown-reference', `${name} is no security scheme that API Gateway carries out`);
  return {};
}
