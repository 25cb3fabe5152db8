/**
 * The `x-amazon-apigateway-authorizer` object of a security scheme.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export interface AuthorizerObject {
  readonly type: 'token' | 'request' | 'cognito_user_pools';
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  readonly authorizerResultTtlInSeconds?: number;
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  readonly providerARNs?: string[];
}
