import type { Duration } from 'aws-cdk-lib';
import { urlParameters } from './backend-url';
import { timeoutInMillis, type IntegrationContext } from './port';
import type { VpcConnection } from './vpc-connection';
import type { IntegrationObject } from '../document/extensions/integration';
import type { IntegrationParameters } from '../mapping/integration-mapping';

/** How an HTTP backend is called. */
export interface HttpBackendOptions {
  /**
   * The method that the backend is called with.
   *
   * @default - the method of the request
   */
  readonly httpMethod?: string;

  /**
   * How long API Gateway waits for the backend: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized
   * endpoint), and up to 15 minutes with an answer that is streamed.
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * The way to a backend in a VPC.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
   * @default - the backend is called through the internet
   */
  readonly connection?: VpcConnection;

  /**
   * Whether API Gateway takes the certificate of a backend that calls itself by HTTPS without asking who issued it, and whether it is
   * still valid. For backends with certificates of a private authority or of their own; of no effect on `http://`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html
   * @default false
   */
  readonly insecureSkipVerification?: boolean;
}

/** What an integration object says of an HTTP backend, and the parameters of its request. */
export function httpBackend(
  url: string, options: HttpBackendOptions, given: IntegrationParameters | undefined, context: IntegrationContext, streaming = false,
): [backend: Omit<IntegrationObject, 'type'>, parameters: IntegrationParameters] {
  return [{
    httpMethod: options.httpMethod ?? context.route.method,
    uri: url,
    ...options.connection?._bind(url, context),
    ...timeoutInMillis(options.timeout, context, streaming),
    ...(options.insecureSkipVerification && { tlsConfig: { insecureSkipVerification: true } }),
  }, urlParameters(url, given, context)];
}
