import type { aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import type { LambdaRequestAuthorizerOptions, LambdaTokenAuthorizerOptions, UserPoolAuthorizerOptions } from './authorizer-options';
import { IAM_SCHEME } from './iam';
import { lambdaRequest, lambdaToken } from './lambda';
import type { AuthorizerBinder, AuthorizerContext, BoundAuthorizer } from './port';
import { userPools } from './user-pool';

/**
 * Who may call a route.
 *
 * One authorizer may guard any number of routes of any number of APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export class Authorizer {
  /**
   * Lets in callers whose requests are signed (Signature Version 4) by an AWS identity that has the permission `execute-api:Invoke`; `grantInvoke()` gives it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
   */
  public static iam(): Authorizer {
    return new Authorizer(() => ({ scheme: IAM_SCHEME, signed: true }));
  }

  /**
   * Lets in callers with a token of a Cognito user pool: an ID token, or where a route has scopes, an access token with one of them.
   *
   * Problems: `AuthorizerName`, `DuplicateAuthorizer`, `IdentitySource`, `ValidationExpression`, `AuthorizerTtl`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
   */
  public static userPool(pool: cognito.IUserPool, options: UserPoolAuthorizerOptions = {}): Authorizer {
    return new Authorizer(userPools([pool], options));
  }

  /**
   * Lets in callers with a token of one of several Cognito user pools, as `userPool()` does.
   *
   * Problems: `NoUserPool`, and those of `userPool()`.
   */
  public static userPools(pools: cognito.IUserPool[], options: UserPoolAuthorizerOptions = {}): Authorizer {
    return new Authorizer(userPools(pools, options));
  }

  /**
   * Asks a Lambda function about the token in a header (authorizer of type TOKEN). The function returns a principal and a policy.
   *
   * A function that is made in this app follows its stage, as with `Integration.lambdaFunction()`.
   *
   * Problems: `AuthorizerName`, `DuplicateAuthorizer`, `IdentitySource`, `ValidationExpression`, `AuthorizerTtl`, `CrossAccountHandler`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  public static lambdaToken(handler: lambda.IFunction, options: LambdaTokenAuthorizerOptions = {}): Authorizer {
    return new Authorizer(lambdaToken(handler, options));
  }

  /**
   * Asks a Lambda function about the whole request, apart from its body (authorizer of type REQUEST). The function returns a principal and a policy.
   *
   * A function that is made in this app follows its stage, as with `Integration.lambdaFunction()`.
   *
   * Problems: `AuthorizerName`, `DuplicateAuthorizer`, `IdentitySource`, `TtlWithoutIdentity`, `AuthorizerTtl`, `CrossAccountHandler`, `UndefinedVariable`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  public static lambdaRequest(handler: lambda.IFunction, options: LambdaRequestAuthorizerOptions = {}): Authorizer {
    return new Authorizer(lambdaRequest(handler, options));
  }

  /** Lets in everybody, on purpose: a route without any authorizer is as open, but synthesis warns of it. */
  public static none(): Authorizer {
    return new Authorizer(() => ({}));
  }

  private constructor(private readonly binder: AuthorizerBinder) {}

  /** @internal */
  public _bind(context: AuthorizerContext): BoundAuthorizer {
    return this.binder(context);
  }
}
