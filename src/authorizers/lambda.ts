import { type aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import type { LambdaAuthorizerOptions, LambdaRequestAuthorizerOptions, LambdaTokenAuthorizerOptions } from './authorizer-options';
import { checkExpression, isParameterName, ttlInSeconds } from './checks';
import { schemeName } from './names';
import type { AuthorizerBinder, AuthorizerContext, BoundAuthorizer } from './port';
import type { AuthorizerObject } from '../document/extensions/authorizer';
import { invocationUri } from '../stages/function-uri';

/** Binds an authorizer that asks a function about a token. */
export function lambdaToken(handler: lambda.IFunction, options: LambdaTokenAuthorizerOptions): AuthorizerBinder {
  const { tokenHeader = 'Authorization', validationExpression, resultTtl = Duration.minutes(5) } = options;
  return (context) => {
    const name = schemeName(options, handler.node.id, context.problems);
    if (!isParameterName(tokenHeader)) context.problems.add('IdentitySource', name, 'header', tokenHeader);
    checkExpression(name, validationExpression, context.problems);
    return bound(handler, options, { name, parameter: { name: tokenHeader, in: 'header' } }, {
      type: 'token',
      ...question(handler, options, context),
      authorizerResultTtlInSeconds: ttlInSeconds(name, resultTtl, context.problems),
      ...(validationExpression !== undefined && { identityValidationExpression: validationExpression }),
    });
  };
}

/** Binds an authorizer that asks a function about a request. */
export function lambdaRequest(handler: lambda.IFunction, options: LambdaRequestAuthorizerOptions): AuthorizerBinder {
  const { identitySources = [], resultTtl = Duration.minutes(identitySources.length > 0 ? 5 : 0) } = options;
  return (context) => {
    const name = schemeName(options, handler.node.id, context.problems);
    for (const source of identitySources) source._check(name, context.problems);
    const ttl = ttlInSeconds(name, resultTtl, context.problems);
    if (ttl > 0 && identitySources.length === 0) context.problems.add('TtlWithoutIdentity', name, ttl);
    const [first, ...others] = identitySources;
    const parameter = others.length === 0 ? first?._parameter : undefined;
    return bound(handler, options, { name, parameter: parameter ?? { name: 'Unused', in: 'header' } }, {
      type: 'request',
      ...question(handler, options, context),
      authorizerResultTtlInSeconds: ttl,
      ...(identitySources.length > 0 && { identitySource: identitySources.map((source) => source._render()).join(', ') }),
    });
  };
}

function question(handler: lambda.IFunction, { role }: LambdaAuthorizerOptions, context: AuthorizerContext): Pick<AuthorizerObject, 'authorizerUri' | 'authorizerCredentials'> {
  return { authorizerUri: invocationUri(handler, context), ...(role && { authorizerCredentials: role.roleArn }) };
}

function bound(
  handler: lambda.IFunction, { role }: LambdaAuthorizerOptions,
  { name, parameter }: { name: string; parameter: { name: string; in: 'header' | 'query' } }, authorizer: AuthorizerObject,
): BoundAuthorizer {
  return {
    scheme: { name, scheme: { 'type': 'apiKey', ...parameter, 'x-amazon-apigateway-authtype': 'custom', 'x-amazon-apigateway-authorizer': authorizer } },
    invocation: { handler, authorizes: true, role },
  };
}
