import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import type { AccessLog } from './access-log';
import type { IClientCertificate } from './client-certificate';
import type { RouteCache, StageCacheOptions } from './stage-cache';
import type { StageRelease } from '../releases/stage-release';

/** How much a stage logs of each call's execution: the way from method request to method response. */
export enum ExecutionLogLevel {
  /** Nothing. */
  OFF = 'OFF',
  /** What went wrong. */
  ERROR = 'ERROR',
  /** Every step of every call. */
  INFO = 'INFO',
}

/** What a stage records of its calls. */
export interface StageObservabilityOptions {
  /**
   * Where a line for each call goes.
   *
   * @default - JSON lines in a log group that keeps them for three months
   */
  readonly accessLog?: AccessLog;

  /**
   * How much is logged of each call's execution. API Gateway itself makes the log group, `API-Gateway-Execution-Logs_{api}/{stage}`.
   *
   * @default ExecutionLogLevel.ERROR
   */
  readonly executionLog?: ExecutionLogLevel;

  /**
   * Whether the execution log has whole requests and answers in it, with all that is secret in them, up to 1,024 bytes of each. It is
   * for stages without real data, and a warning.
   *
   * @default false
   */
  readonly dataTrace?: boolean;

  /**
   * Whether calls are traced with X-Ray.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html
   * @default true
   */
  readonly tracing?: boolean;

  /**
   * Whether CloudWatch has metrics of each method beside those of the whole stage. They are charged.
   *
   * @default false
   */
  readonly metrics?: boolean;
}

/** What a stage says of one route in place of what it says of all of them. */
export interface StageRouteOptions {
  /**
   * How many requests a second, and in one burst, the route serves to all its callers together.
   *
   * @default - what the stage says
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * Whether the route's answers are kept in the stage's cache.
   *
   * @default - those to GET are, unless the stage's cache is not enabled by default
   */
  readonly cache?: RouteCache;

  /**
   * Whether CloudWatch has metrics of the route. They are charged.
   *
   * @default - what the stage says
   */
  readonly metrics?: boolean;

  /**
   * How much is logged of the execution of the route's calls.
   *
   * @default - what the stage says
   */
  readonly executionLog?: ExecutionLogLevel;

  /**
   * Whether the execution log has the route's whole requests and answers in it.
   *
   * @default - what the stage says
   */
  readonly dataTrace?: boolean;
}

/** How much a stage serves, and what it keeps. */
export interface StageTrafficOptions {
  /**
   * How many requests a second, and in one burst, the stage serves to all its callers together. A throttle that is taken away again
   * may stay in force: CloudFormation is not known to reset it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   * @default - what the account's quota allows
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * A cache for answers. It belongs to the stage and not to a caller: a route whose answer depends on who asks has to be left out, or to
   * have the caller among its `cacheKeyParameters`.
   *
   * Who may ask for a fresh answer (`Cache-Control: max-age=0`) cannot be set with CloudFormation: it takes the permission
   * `execute-api:InvalidateCache`, and who does not have it gets the kept answer and a warning header.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   * @default - no cache
   */
  readonly cache?: StageCacheOptions;

  /**
   * What differs for some routes, by route key, e.g. `GET /orders/{orderId}`. `ANY` stands for the methods without a route of their own at
   * that path.
   *
   * Problems: `UnknownRoute`, `Throttle`, `CacheWithoutCluster`, `CacheTtl`, `CachedStream`, `DataTraceWithoutLog`.
   *
   * @default - nothing
   */
  readonly routes?: Record<string, StageRouteOptions>;
}

/** What a stage says beside its name. */
export interface StageOptions extends StageObservabilityOptions, StageTrafficOptions {
  /**
   * What the stage is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The stage's variables: up to 100, names of letters, digits and underscores, values of up to 512 characters. A variable that a
   * route uses has to be defined on every stage.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
   * @default - no variables but `lambdaAlias`, which Stagecraft sets
   */
  readonly variables?: Record<string, string>;

  /**
   * The Lambda alias that the stage invokes of each function that follows it.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
   * @default - the stage's name
   */
  readonly aliasName?: string;

  /**
   * What the stage serves.
   *
   * @default StageRelease.head()
   */
  readonly serves?: StageRelease;

  /**
   * The ARN of the web ACL (AWS WAF) that a request has to pass first, e.g. `webAcl.attrArn`; its scope is REGIONAL.
   *
   * Problems: `WebAcl`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * The certificate that API Gateway shows to HTTP backends.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
   * @default - no certificate
   */
  readonly clientCertificate?: IClientCertificate;

  /**
   * The version of the API's documentation that belongs to the stage: one that exists.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
   * @default - no documentation
   */
  readonly documentationVersion?: string;
}
