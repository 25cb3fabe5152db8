/**
 * The `x-amazon-apigateway-integration` object of an operation.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export interface IntegrationObject {
  readonly type: 'aws_proxy' | 'http_proxy' | 'mock';
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly passthroughBehavior?: 'when_no_match' | 'when_no_templates' | 'never';
  readonly timeoutInMillis?: number;
  readonly requestParameters?: Record<string, string>;
  readonly requestTemplates?: Record<string, string>;
  readonly responses?: Record<string, IntegrationResponseObject>;
}

export interface IntegrationResponseObject {
  readonly statusCode: string;
  readonly responseTemplates?: Record<string, string>;
}
