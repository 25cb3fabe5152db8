/**
 * What of a request API Gateway checks before it calls the backend.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export enum RequestValidation {
  /** The body, by its model, and whether all required parameters are there. */
  BODY_AND_PARAMETERS = 'body-and-parameters',
  /** The body, by its model. */
  BODY = 'body',
  /** Whether all required parameters are there. */
  PARAMETERS = 'parameters',
  /** Nothing. */
  NONE = 'none',
}
