import type { Size } from 'aws-cdk-lib';
import type { Authorizer } from './authorizers/authorizer';
import type { ApiEndpoint } from './endpoints/api-endpoint';
import type { CloudWatchRole } from './observability/cloudwatch-role';
import type { ReleaseLedger } from './releases/release-ledger';

/** Where the API key of a request is taken from. */
export enum ApiKeySource {
  /** The header `X-API-Key`. */
  HEADER = 'HEADER',
  /** The `usageIdentifierKey` that a Lambda authorizer returns. */
  AUTHORIZER = 'AUTHORIZER',
}

/** Who may call a REST API. */
export interface RestApiAccessOptions {
  /**
   * Who may call the routes that say nothing else.
   *
   * @default - anybody, and synthesis warns of each route that does not mean it
   */
  readonly authorizer?: Authorizer;

  /**
   * Whether the routes that say nothing else want an API key of a usage plan.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   * @default false
   */
  readonly apiKeyRequired?: boolean;

  /**
   * Where the API key of a request is taken from.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
   * @default ApiKeySource.HEADER
   */
  readonly apiKeySource?: ApiKeySource;
}

/** Where a REST API can be called. */
export interface RestApiEndpointOptions {
  /**
   * Where the endpoint stands.
   *
   * @default ApiEndpoint.regional()
   */
  readonly endpoint?: ApiEndpoint;

  /**
   * Whether the API can be called at its own custom domains only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
   * @default false
   */
  readonly disableDefaultEndpoint?: boolean;
}

/** What a REST API takes and answers. */
export interface RestApiContentOptions {
  /**
   * The media types, like `image/png`, whose bodies are passed on as bytes; a `*` stands for any type or subtype.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
   * @default - every body is text
   */
  readonly binaryMediaTypes?: string[];

  /**
   * The size, 0 to 10 MiB, from which on answers are compressed for clients that accept it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html
   * @default - answers are never compressed
   */
  readonly minimumCompressionSize?: Size;
}

/** What a REST API is made from. */
export interface RestApiProps extends RestApiAccessOptions, RestApiEndpointOptions, RestApiContentOptions {
  /**
   * The name of the API, 1 to 128 characters; its metrics are found by it.
   *
   * @default - the construct's id
   */
  readonly restApiName?: string;

  /**
   * What the API is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Tags of the API and its stages, beside those of `Tags.of()`.
   *
   * @default - no tags
   */
  readonly tags?: Record<string, string>;

  /**
   * How API Gateway comes by the permission to write logs.
   *
   * @default CloudWatchRole.ensure()
   */
  readonly cloudWatchRole?: CloudWatchRole;

  /**
   * The history of the API's releases, for stages that serve `StageRelease.fromLedger()`. Deployments and function versions that it keeps
   * stay in the templates.
   *
   * @default - no history: a deployment that no stage serves any more goes, and so does a version that no alias points at
   */
  readonly releases?: ReleaseLedger;
}
