import type { aws_iam as iam, Duration } from 'aws-cdk-lib';
import type { IdentitySource } from './identity-source';

/** Options of every authorizer that has a name. */
export interface AuthorizerOptions {
  /**
   * The authorizer's name, unique in the API: letters, digits, dots, hyphens and underscores.
   *
   * @default - the construct id of the user pool or the function
   */
  readonly authorizerName?: string;
}

/** Options of an authorizer that asks user pools. */
export interface UserPoolAuthorizerOptions extends AuthorizerOptions {
  /**
   * The header with the token.
   *
   * @default 'Authorization'
   */
  readonly tokenHeader?: string;

  /**
   * The scopes of routes that say nothing of their own in `authorizationScopes`: an access token with one of them is let in.
   *
   * @default - routes take ID tokens
   */
  readonly authorizationScopes?: string[];

  /**
   * A regular expression that the audience (`aud`) of a token has to match. Access tokens have no audience, and are refused with one.
   *
   * @default - any client of the user pool
   */
  readonly audienceExpression?: string;

  /**
   * How long the outcome for a token is remembered: 0 to 1 hour, in whole seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly resultTtl?: Duration;
}

/** Options of every authorizer that asks a Lambda function. */
export interface LambdaAuthorizerOptions extends AuthorizerOptions {
  /**
   * The role that API Gateway invokes the function with. It gets the permission for that, and has to trust `apigateway.amazonaws.com`.
   *
   * @default - the function itself lets the API's authorizers invoke it
   */
  readonly role?: iam.IRole;

  /**
   * How long a policy is remembered that the function returned: 0 to 1 hour, in whole seconds. It is remembered for the identity alone and
   * used for every route of the stage, so it has to allow and deny them all, whichever was called; with 0 the function is asked each time.
   *
   * @default - 5 minutes; with `lambdaRequest()` and no identity source, the function is asked each time
   */
  readonly resultTtl?: Duration;
}

/** Options of an authorizer that asks a Lambda function about a token. */
export interface LambdaTokenAuthorizerOptions extends LambdaAuthorizerOptions {
  /**
   * The header with the token.
   *
   * @default 'Authorization'
   */
  readonly tokenHeader?: string;

  /**
   * A regular expression that the whole token has to match; any other is refused without asking the function.
   *
   * @default - the function is asked about every token
   */
  readonly validationExpression?: string;
}

/** Options of an authorizer that asks a Lambda function about a request. */
export interface LambdaRequestAuthorizerOptions extends LambdaAuthorizerOptions {
  /**
   * What tells who calls. A request that lacks one of them, or has it empty, is refused without asking the function.
   *
   * @default - every request is asked about
   */
  readonly identitySources?: IdentitySource[];
}
