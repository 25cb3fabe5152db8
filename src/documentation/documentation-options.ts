import type { DocumentationPart } from './documentation-part';

/** The documentation of an API. */
export interface ApiDocumentation {
  /**
   * Publishes the documentation under this version, for stages to show. A version is a snapshot: other documentation needs another version.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-publish.html
   * @default - it is not published
   */
  readonly publishedVersion?: string;

  /**
   * What it says beside what routes, parameters and answers say of themselves.
   *
   * Problems: `DocumentationPlace`, `DocumentationTwice`, `DocumentationStatus`.
   *
   * @default - nothing
   */
  readonly parts?: DocumentationPart[];
}
