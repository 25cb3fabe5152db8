import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

const CREATE = 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html';
const COGNITO = `${GUIDE}apigateway-integrate-with-cognito.html`;

/** The problems of authorizers. */
export const AUTHORIZER_PROBLEMS = {
  AuthorizerName: define('An authorizer is named with 1 to 128 letters, digits, dots, hyphens and underscores.', `${GUIDE}api-gateway-swagger-extensions-authorizer.html`,
    (name: string, reserved: readonly string[]) => ({
      what: `${quote(name)} is not a name for an authorizer`,
      remedy: `set authorizerName to 1 to 128 letters, digits, ".", "-" and "_", but not to ${reserved.map(quote).join(' or ')}`,
    })),
  DuplicateAuthorizer: define('The authorizers of an API have different names.', CREATE,
    (name: string) => ({ what: `two different authorizers are named ${quote(name)}`, remedy: 'set authorizerName on one of them' })),
  TooManyAuthorizers: define('An API has 10 authorizers unless the quota is raised.', LIMITS,
    (count: number) => ({ what: `the API has ${count} authorizers, and the default quota is 10`, remedy: 'ask for a higher "Authorizers per API" quota' })),
  AuthorizerTtl: define('The outcome of an authorizer is remembered for 0 to 3600 whole seconds.', CREATE,
    (authorizer: string, seconds: number) => ({ what: `authorizer ${quote(authorizer)} has a resultTtl of ${seconds} seconds`, remedy: 'choose 0 to 3600 whole seconds' })),
  TtlWithoutIdentity: define('What a Lambda authorizer returns is remembered by its identity sources.', CREATE,
    (authorizer: string, seconds: number) => ({
      what: `authorizer ${quote(authorizer)} has a resultTtl of ${seconds} seconds and no identity source to remember its outcome by`,
      remedy: 'add identitySources, or leave resultTtl out to ask the function each time',
    })),
  IdentitySource: define('An identity source is a header, a query string parameter, a stage variable or a context variable.', `${GUIDE}configure-api-gateway-lambda-authorization.html`,
    (authorizer: string, place: string, name: string) => ({
      what: `authorizer ${quote(authorizer)} looks for the ${place} ${quote(name)}, which cannot be one's name`,
      remedy: place === 'stage variable' ? 'use 1 to 64 letters, digits and "_"'
        : place === 'context variable' ? 'name it without "$context.", like "identity.sourceIp"' : 'use letters, digits, ".", "_", "$" and "-"',
    })),
  ValidationExpression: define('A validation expression is a regular expression of Java.', CREATE,
    (authorizer: string, expression: string, why: string) => ({
      what: `authorizer ${quote(authorizer)} has the validation expression ${quote(expression)}: ${why}`,
      remedy: 'write a regular expression as Java reads it, like "Bearer [-0-9a-zA-Z._]+"',
    })),
  NoUserPool: define('A Cognito authorizer has a user pool.', COGNITO,
    (authorizer: string) => ({ what: `authorizer ${quote(authorizer)} has no user pool`, remedy: 'give it at least one' })),
  ScopesWithoutUserPool: define('Scopes are for routes with a Cognito authorizer.', COGNITO,
    (routeKey: string, scopes: readonly string[]) => ({
      what: `route ${quote(routeKey)} has the authorizationScopes ${quote(scopes)}, and no user pool as its authorizer`,
      remedy: 'guard it with Authorizer.userPool(), or leave authorizationScopes out',
    })),
};
