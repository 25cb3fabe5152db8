/**
 * How a body is converted on its way.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export enum ContentHandling {
  /** Base64 text becomes the bytes that it stands for. */
  CONVERT_TO_BINARY = 'CONVERT_TO_BINARY',
  /** Bytes become Base64 text. */
  CONVERT_TO_TEXT = 'CONVERT_TO_TEXT',
}
