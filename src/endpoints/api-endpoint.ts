/**
 * Where an API's endpoint stands.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 */
export class ApiEndpoint {
  /** In the API's Region: for callers near it, or behind a CloudFront distribution of your own. */
  public static regional(): ApiEndpoint {
    return new ApiEndpoint('REGIONAL');
  }

  /** Behind a CloudFront distribution that API Gateway runs: for callers all over the world. REST APIs only; timeouts end at 29 seconds. */
  public static edge(): ApiEndpoint {
    return new ApiEndpoint('EDGE');
  }

  private constructor(private readonly endpointType: 'REGIONAL' | 'EDGE') {}

  /** @internal */
  public _bind(): 'REGIONAL' | 'EDGE' {
    return this.endpointType;
  }
}
