/**
 * The `x-amazon-apigateway-endpoint-configuration` object of a server.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
export interface EndpointConfigurationObject {
  readonly disableExecuteApiEndpoint: boolean;
  readonly vpcEndpointIds?: string[];
}
