import type { GatewayResponse } from './gateway-response';
import type { RequestValidation } from './request-validation';
import type { CorsOptions } from '../cors/cors-options';
import type { ApiDocumentation } from '../documentation/documentation-options';
import type { Model } from '../models/model';

/** What clients may rely on. */
export interface RestApiContractOptions {
  /**
   * The version of the API, as its document says it.
   *
   * Problems: `ApiVersion`.
   *
   * @default '1.0'
   */
  readonly apiVersion?: string;

  /**
   * What of each request API Gateway checks before it calls a backend, where a route says nothing else.
   *
   * @default RequestValidation.BODY_AND_PARAMETERS
   */
  readonly requestValidation?: RequestValidation;

  /**
   * Models that only `#/components/schemas/…` references lead to. Those of routes, and those in other models, are in the API without that.
   *
   * @default - the models of the routes, and those in them
   */
  readonly models?: Model[];

  /**
   * What API Gateway answers by itself to failures.
   *
   * Problems: `GatewayResponseTwice`, `GatewayResponseStatus`, `GatewayResponseValue`, `GatewayResponseTemplate`, `GatewayResponseFixed`, `HeaderName`.
   *
   * @default - its own answers, and with `cors` the headers that browsers look for
   */
  readonly gatewayResponses?: GatewayResponse[];

  /**
   * Which web pages of other origins may call the routes that say nothing else.
   *
   * Problems: `CorsOrigin`, `CorsCredentials`, `CorsMethod`, `HeaderName`, `CorsOriginUnknown`, `CorsErrorsUnreadable`.
   *
   * @default - none
   */
  readonly cors?: CorsOptions;

  /**
   * The documentation of the API beside what its routes say of themselves, and its version.
   *
   * @default - what its routes say of themselves, not published
   */
  readonly documentation?: ApiDocumentation;

  /**
   * Whether routes without an operation name get one that is made of their key: `GET /orders/{orderId}` becomes `getOrdersByOrderId`. Generated clients
   * name their methods by it, and an API whose routes are to be tools (Model Context Protocol) needs one for each.
   *
   * @default false
   */
  readonly nameOperations?: boolean;
}
