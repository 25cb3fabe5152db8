import type { Duration } from 'aws-cdk-lib';

/**
 * Which web pages of other origins may call an API (cross-origin resource sharing).
 *
 * Each path answers preflight requests, unless it has an `OPTIONS` route of its own. The answers that API Gateway gives by itself, those of
 * authorizers among them, and the answers of integrations that are no proxies have the headers that browsers look for. What stands behind a
 * proxy integration, a Lambda function or an HTTP backend, has to send `Access-Control-Allow-Origin` and the like itself.
 *
 * Problems: `CorsOrigin`, `CorsCredentials`, `CorsMethod`, `HeaderName`, `CorsOriginUnknown`, `CorsErrorsUnreadable`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export interface CorsOptions {
  /**
   * The origins: scheme, host and port, like `https://shop.example`. `*` stands for every origin, `https://*.shop.example` for every host below
   * `shop.example`, and `${stageVariables.webOrigin}` for the origin that a stage has in its variable. An empty list: no origin.
   *
   * With one origin, or one in a stage variable, every answer can have it. Which of several it is can be told in mapping templates only.
   */
  readonly allowOrigins: string[];

  /**
   * The methods that pages may use.
   *
   * @default - those of the path's routes
   */
  readonly allowMethods?: string[];

  /**
   * The headers that pages may send, beside those that every page may send.
   *
   * @default - Authorization, Content-Type, X-Amz-Date, X-Amz-Security-Token, X-Amz-User-Agent, X-Api-Key, and the headers that the path's routes and their
   * authorizers declare
   */
  readonly allowHeaders?: string[];

  /**
   * The headers of answers that pages may read, beside those that every page may read.
   *
   * @default - none
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether pages may send cookies and the like. Every origin, `*`, may not.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may remember the answer to a preflight request. Browsers have limits of their own: 2 hours, or a day.
   *
   * @default - 5 seconds, as browsers have it
   */
  readonly maxAge?: Duration;
}
