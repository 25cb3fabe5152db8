/**
 * The `x-amazon-apigateway-integration` object of an operation.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export interface IntegrationObject {
  readonly type: 'aws' | 'aws_proxy' | 'http' | 'http_proxy' | 'mock';
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly connectionType?: 'VPC_LINK';
  readonly connectionId?: string;
  /** The ARN of a load balancer's listener, behind a VPC link of the second kind. */
  readonly integrationTarget?: string;
  readonly passthroughBehavior?: 'when_no_match' | 'when_no_templates' | 'never';
  readonly contentHandling?: ContentHandling;
  readonly timeoutInMillis?: number;
  readonly responseTransferMode?: 'STREAM';
  readonly tlsConfig?: { readonly insecureSkipVerification: boolean };
  readonly cacheKeyParameters?: string[];
  /** Mapping expressions, by where their values go: `integration.request.header.X`. */
  readonly requestParameters?: Record<string, string>;
  /** Mapping templates by content type. */
  readonly requestTemplates?: Record<string, string>;
  /** By selection pattern; `default` for all else. */
  readonly responses?: Record<string, IntegrationResponseObject>;
}

export interface IntegrationResponseObject {
  readonly statusCode: string;
  readonly contentHandling?: ContentHandling;
  /** Mapping expressions, by where their values go: `method.response.header.X`. */
  readonly responseParameters?: Record<string, string>;
  /** Mapping templates by content type. */
  readonly responseTemplates?: Record<string, string>;
}

export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
