import { type aws_cognito as cognito, Duration } from 'aws-cdk-lib';
import type { UserPoolAuthorizerOptions } from './authorizer-options';
import { checkExpression, isParameterName, ttlInSeconds } from './checks';
import { schemeName } from './names';
import type { AuthorizerBinder } from './port';

/** Binds an authorizer that asks user pools. */
export function userPools(pools: readonly cognito.IUserPool[], options: UserPoolAuthorizerOptions): AuthorizerBinder {
  const { tokenHeader = 'Authorization', audienceExpression, authorizationScopes = [], resultTtl = Duration.minutes(5) } = options;
  return ({ problems }) => {
    const name = schemeName(options, pools[0]?.node.id ?? 'UserPools', problems);
    if (pools.length === 0) problems.add('NoUserPool', name);
    if (!isParameterName(tokenHeader)) problems.add('IdentitySource', name, 'header', tokenHeader);
    checkExpression(name, audienceExpression, problems);
    return {
      scheme: {
        name,
        scopes: authorizationScopes,
        scheme: {
          'type': 'apiKey',
          'name': tokenHeader,
          'in': 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': {
            type: 'cognito_user_pools',
            providerARNs: pools.map(({ userPoolArn }) => userPoolArn),
            authorizerResultTtlInSeconds: ttlInSeconds(name, resultTtl, problems),
            ...(audienceExpression !== undefined && { identityValidationExpression: audienceExpression }),
          },
        },
      },
      takesScopes: true,
    };
  };
}
