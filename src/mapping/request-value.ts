import { literal } from './literal';

/**
 * Where a value of the backend's request comes from: a mapping expression over the client's request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
export class RequestValue {
  /** A header of the request. API Gateway takes the last value of one that stands there several times. */
  public static header(name: string): RequestValue {
    return new RequestValue(`method.request.header.${name}`);
  }

  /** All values of a header that may stand there several times. */
  public static multiValueHeader(name: string): RequestValue {
    return new RequestValue(`method.request.multivalueheader.${name}`);
  }

  /** A parameter of the query string. API Gateway takes the last value of one that stands there several times. */
  public static queryString(name: string): RequestValue {
    return new RequestValue(`method.request.querystring.${name}`);
  }

  /** All values of a query string parameter that may stand there several times. */
  public static multiValueQueryString(name: string): RequestValue {
    return new RequestValue(`method.request.multivaluequerystring.${name}`);
  }

  /** A variable of the route's path, e.g. `orderId` of `/orders/{orderId}`. */
  public static path(name: string): RequestValue {
    return new RequestValue(`method.request.path.${name}`);
  }

  /**
   * The body, or a part of it.
   *
   * @param jsonPath a JSONPath without its `$.`, e.g. `customer.name`; without it, the whole body
   */
  public static body(jsonPath?: string): RequestValue {
    return new RequestValue(jsonPath === undefined ? 'method.request.body' : `method.request.body.${jsonPath}`);
  }

  /**
   * A variable of the call's context, e.g. `identity.sourceIp`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
   */
  public static context(name: string): RequestValue {
    return new RequestValue(`context.${name}`);
  }

  /** A stage variable. */
  public static stageVariable(name: string): RequestValue {
    return new RequestValue(`stageVariables.${name}`);
  }

  /** Always the same text. */
  public static literal(text: string): RequestValue {
    return new RequestValue(literal(text));
  }

  private constructor(private readonly expression: string) {}

  /** @internal */
  public _render(): string {
    return this.expression;
  }
}
