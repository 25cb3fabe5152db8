import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import type { AccessLog } from './access-log';
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
   * How much is logged of each call's execution. API Gateway itself makes the log group, `API-Gateway-Execution-Logs_{api}/{stage}`;
   * the tracing of whole requests and answers (data trace) is off at every level.
   *
   * @default ExecutionLogLevel.ERROR
   */
  readonly executionLog?: ExecutionLogLevel;

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

/** What a stage says beside its name. */
export interface StageOptions extends StageObservabilityOptions {
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
   * How many requests a second, and in one burst, the stage serves to all its callers together. A throttle that is taken away again
   * may stay in force: CloudFormation is not known to reset it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   * @default - what the account's quota allows
   */
  readonly throttle?: apigateway.ThrottleSettings;
}
