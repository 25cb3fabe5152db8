/**
 * What the documentation of an API says of one thing in it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-documentation.html
 */
export interface DocumentationPartObject {
  readonly location: DocumentationLocationObject;
  readonly properties: unknown;
}

export interface DocumentationLocationObject {
  readonly type: string;
  readonly path?: string;
  readonly method?: string;
  readonly statusCode?: string;
  readonly name?: string;
}

export interface DocumentationObject {
  readonly version?: string;
  readonly documentationParts: DocumentationPartObject[];
}
