import type { DocumentationLocationObject, DocumentationPartObject } from '../document/extensions/documentation';

/**
 * What the documentation of an API says of one thing in it, beside what routes, parameters and answers say of themselves.
 *
 * A route key may have `*` for its method: the part then is for every method of the path that has none of its own; a status code may be `*`, too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
export class DocumentationPart {
  /**
   * Of the API itself.
   *
   * @param properties e.g. `{ info: { description: … } }`, as OpenAPI has them
   */
  public static forApi(properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'API' }, properties);
  }

  /** Of a path, whatever the method. */
  public static forPath(path: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'RESOURCE', path }, properties);
  }

  /** Of a route. */
  public static forRoute(routeKey: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'METHOD', ...atRoute(routeKey) }, properties);
  }

  /** Of a variable of a route's path. */
  public static forPathParameter(routeKey: string, parameterName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'PATH_PARAMETER', ...atRoute(routeKey), name: parameterName }, properties);
  }

  /** Of a parameter of a route's query string. */
  public static forQueryParameter(routeKey: string, parameterName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'QUERY_PARAMETER', ...atRoute(routeKey), name: parameterName }, properties);
  }

  /** Of a header of a route's requests. */
  public static forRequestHeader(routeKey: string, headerName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'REQUEST_HEADER', ...atRoute(routeKey), name: headerName }, properties);
  }

  /** Of the body of a route's requests. */
  public static forRequestBody(routeKey: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'REQUEST_BODY', ...atRoute(routeKey) }, properties);
  }

  /** Of an answer of a route. */
  public static forResponse(routeKey: string, statusCode: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'RESPONSE', ...atRoute(routeKey), statusCode }, properties);
  }

  /** Of a header of a route's answer. */
  public static forResponseHeader(routeKey: string, statusCode: string, headerName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'RESPONSE_HEADER', ...atRoute(routeKey), statusCode, name: headerName }, properties);
  }

  /** Of the body of a route's answer. */
  public static forResponseBody(routeKey: string, statusCode: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'RESPONSE_BODY', ...atRoute(routeKey), statusCode }, properties);
  }

  /** Of a model. */
  public static forModel(modelName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'MODEL', name: modelName }, properties);
  }

  /** Of an authorizer. */
  public static forAuthorizer(authorizerName: string, properties: Record<string, any>): DocumentationPart {
    return new DocumentationPart({ type: 'AUTHORIZER', name: authorizerName }, properties);
  }

  private constructor(private readonly location: DocumentationLocationObject, private readonly properties: Record<string, any>) {}

  /** @internal */
  public _render(): DocumentationPartObject {
    return { location: this.location, properties: this.properties };
  }
}

function atRoute(routeKey: string): { readonly path: string; readonly method: string } {
  const [method, path = ''] = routeKey.split(' ');
  return { path, method };
}
