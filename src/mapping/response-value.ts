import { literal } from './literal';

/**
 * Where a value of the answer comes from: a mapping expression over the backend's answer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
export class ResponseValue {
  /** A header of the backend's answer. */
  public static header(name: string): ResponseValue {
    return new ResponseValue(`integration.response.header.${name}`);
  }

  /** All values of a header that may stand there several times. */
  public static multiValueHeader(name: string): ResponseValue {
    return new ResponseValue(`integration.response.multivalueheader.${name}`);
  }

  /**
   * The body of the backend's answer, or a part of it.
   *
   * @param jsonPath a JSONPath without its `$.`, e.g. `order.id`; without it, the whole body
   */
  public static body(jsonPath?: string): ResponseValue {
    return new ResponseValue(jsonPath === undefined ? 'integration.response.body' : `integration.response.body.${jsonPath}`);
  }

  /** A variable of the call's context, e.g. `requestId`. */
  public static context(name: string): ResponseValue {
    return new ResponseValue(`context.${name}`);
  }

  /** A stage variable. */
  public static stageVariable(name: string): ResponseValue {
    return new ResponseValue(`stageVariables.${name}`);
  }

  /** Always the same text. */
  public static literal(text: string): ResponseValue {
    return new ResponseValue(literal(text));
  }

  private constructor(private readonly expression: string) {}

  /** @internal */
  public _render(): string {
    return this.expression;
  }
}
