/**
 * What becomes of a body whose content type has no mapping template.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export enum PassthroughBehavior {
  /** It is passed on as it is. */
  WHEN_NO_MATCH = 'when_no_match',
  /** It is passed on as it is if there is no template at all; otherwise the client gets a 415. */
  WHEN_NO_TEMPLATES = 'when_no_templates',
  /** The client gets a 415. */
  NEVER = 'never',
}
