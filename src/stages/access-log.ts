import { ArnFormat, aws_apigateway as apigateway, aws_logs as logs, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** Options of every access log. */
export interface AccessLogOptions {
  /**
   * What is written of each call: one line of at most 3 KB, with `$context.requestId` or `$context.extendedRequestId` in it.
   *
   * @default - one JSON object with the call, the caller, the answer, the latencies and the error if there is one
   */
  readonly format?: apigateway.AccessLogFormat;
}

/** Options of an access log with a log group of its own. */
export interface NewLogGroupAccessLogOptions extends AccessLogOptions {
  /**
   * How long the log group keeps an entry.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly retention?: logs.RetentionDays;
}

/**
 * Where a stage writes a line for each call.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class AccessLog {
  /**
   * A log group of the stage's own, which outlives the stage. API Gateway writes the calls that a canary served to a second one,
   * `{group}/Canary`: a stage that follows the ledger has that too.
   *
   * Problems: `AccessLogFormat`.
   */
  public static toNewLogGroup(options: NewLogGroupAccessLogOptions = {}): AccessLog {
    const retention = options.retention ?? logs.RetentionDays.THREE_MONTHS;
    return new AccessLog((scope, canary) => {
      const logGroup = new logs.LogGroup(scope, 'AccessLog', { retention });
      // API Gateway would make it by itself, and keep its entries for ever.
      if (canary) new logs.LogGroup(scope, 'CanaryAccessLog', { logGroupName: `${logGroup.logGroupName}/Canary`, retention });
      return setting(logGroup, options);
    });
  }

  /**
   * A log group that is there already. The calls that a canary served go to `{group}/Canary`, which API Gateway makes, without an
   * end to its retention, unless it is there too.
   *
   * Problems: `AccessLogFormat`.
   */
  public static toLogGroup(logGroup: logs.ILogGroup, options: AccessLogOptions = {}): AccessLog {
    return new AccessLog(() => setting(logGroup, options));
  }

  /** No access log. */
  public static none(): AccessLog {
    return new AccessLog(() => undefined);
  }

  private constructor(private readonly binder: (scope: Construct, canary: boolean) => AccessLogSetting | undefined) {}

  /** @internal */
  public _bind(scope: Construct, stage: { readonly name: string; readonly canary: boolean }, problems: ProblemReport): AccessLogSetting | undefined {
    const bound = this.binder(scope, stage.canary);
    if (isKnown(bound?.format)) checkFormat(bound.format, stage.name, problems);
    return bound;
  }
}

/** A stage's access log as CloudFormation takes it. */
export interface AccessLogSetting {
  readonly destinationArn: string;
  readonly format: string;
}

function setting(logGroup: logs.ILogGroup, { format }: AccessLogOptions): AccessLogSetting {
  return { destinationArn: destinationArn(logGroup), format: format?.toString() ?? JSON_FORMAT };
}

/** The ARN without the wildcard that `logGroupArn` ends with: API Gateway stores it so, and would show a drift for ever. */
function destinationArn(logGroup: logs.ILogGroup): string {
  const { account, region } = logGroup.env;
  return Stack.of(logGroup).formatArn({
    service: 'logs', account, region, resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Quoted throughout: a variable without a value prints `-`, which bare would break the JSON. */
const JSON_FORMAT = JSON.stringify(Object.fromEntries([
  'requestId', 'extendedRequestId', 'requestTime', 'apiId', 'stage', 'deploymentId', 'isCanaryRequest', 'domainName',
  'httpMethod', 'resourcePath', 'path', 'protocol', 'status', 'responseLength', 'responseLatency',
  'integration.status', 'integration.latency', 'integration.requestId', 'integration.error',
  'authorizer.principalId', 'authorizer.status', 'authorizer.latency', 'authorizer.error',
  'identity.sourceIp', 'identity.userAgent', 'identity.userArn', 'identity.apiKeyId',
  'error.message', 'error.responseType', 'error.validationErrorString', 'waf.status', 'xrayTraceId',
].map((variable) => [variable, `$context.${variable}`])));

function checkFormat(format: string, stageName: string, problems: ProblemReport): void {
  const refuse = (why: string) => problems.add('AccessLogFormat', stageName, format, why);
  if (/[\r\n]/.test(format.trimEnd())) {
    refuse('it has more than one line');
  }
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format)) {
    refuse('neither $context.requestId nor $context.extendedRequestId is in it');
  }
  const foreign = /\$(?!context\.)\w[\w.]*/.exec(format);
  if (foreign) {
    refuse(`${foreign[0]} is no $context variable`);
  }
  if (Buffer.byteLength(format) > 3072) {
    refuse(`it has ${Buffer.byteLength(format)} bytes`);
  }
}
