import type { Authorizer } from '../model/definition';
import type { Node } from '../node';
import type { Naming } from './naming';

/** An authorizer of a document or of a resource. */
export function readAuthorizer(node: Node, name: Naming, id: string, authorizerName: string, defaultSource?: string): Authorizer | undefined {
  const get = (field: string) => node.get(name(field));
  node.required(name('type'));
  const type = get('type').choice(['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const);
  const identitySource = get('identitySource').text() ?? (type === 'REQUEST' ? undefined : defaultSource);
  return type && {
    id,
    name: authorizerName,
    type,
    authorizerUri: get('authorizerUri').text(),
    authorizerCredentials: get('authorizerCredentials').text(),
    resultTtlInSeconds: get('authorizerResultTtlInSeconds').number() ?? 300,
    identitySource: (identitySource ?? '').split(',').map((source) => source.trim()).filter((source) => source !== ''),
    identityValidationExpression: get('identityValidationExpression').text(),
    providerArns: get('providerARNs').list(),
    source: node.source,
  };
}
