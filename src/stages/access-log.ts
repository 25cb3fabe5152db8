import { ArnFormat, type aws_apigateway as apigateway, type aws_kinesisfirehose as firehose, aws_logs as logs, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkFormat, JSON_FORMAT } from './access-log-format';
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
    return new AccessLog((scope, { canary }) => {
      const logGroup = new logs.LogGroup(scope, 'AccessLog', { retention });
      // API Gateway would make it by itself, and keep its entries for ever.
      if (canary) new logs.LogGroup(scope, 'CanaryAccessLog', { logGroupName: `${logGroup.logGroupName}/Canary`, retention });
      return toLogGroup(logGroup, options);
    });
  }

  /**
   * A log group that is there already. The calls that a canary served go to `{group}/Canary`, which API Gateway makes, without an
   * end to its retention, unless it is there too.
   *
   * Problems: `AccessLogFormat`.
   */
  public static toLogGroup(logGroup: logs.ILogGroup, options: AccessLogOptions = {}): AccessLog {
    return new AccessLog(() => toLogGroup(logGroup, options));
  }

  /**
   * A Firehose delivery stream whose name begins with `amazon-apigateway-`, in the Region of the API. API Gateway writes to it through a role
   * of its own, and the calls that a canary served to the same stream.
   *
   * Problems: `AccessLogFormat`, `AccessLogStream`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html
   */
  public static toFirehose(stream: firehose.IDeliveryStream, options: AccessLogOptions = {}): AccessLog {
    return new AccessLog((_scope, stage, problems) => {
      checkStream(stream, stage.name, problems);
      return { setting: { destinationArn: stream.deliveryStreamArn, format: formatOf(options) }, toLogGroup: false };
    });
  }

  /** No access log. */
  public static none(): AccessLog {
    return new AccessLog(() => undefined);
  }

  private constructor(private readonly binder: (scope: Construct, stage: LoggedStage, problems: ProblemReport) => BoundAccessLog | undefined) {}

  /** @internal */
  public _bind(scope: Construct, stage: LoggedStage, problems: ProblemReport): BoundAccessLog | undefined {
    const bound = this.binder(scope, stage, problems);
    if (isKnown(bound?.setting.format)) checkFormat(bound.setting.format, stage.name, problems);
    return bound;
  }
}

/** A stage that has an access log. */
interface LoggedStage {
  readonly name: string;
  /** Whether it may have a canary. */
  readonly canary: boolean;
}

interface BoundAccessLog {
  /** As CloudFormation takes it. */
  readonly setting: { readonly destinationArn: string; readonly format: string };
  /** Whether the account's role for logs writes it. */
  readonly toLogGroup: boolean;
}

function toLogGroup(logGroup: logs.ILogGroup, options: AccessLogOptions): BoundAccessLog {
  return { setting: { destinationArn: destinationArn(logGroup), format: formatOf(options) }, toLogGroup: true };
}

function formatOf({ format }: AccessLogOptions): string {
  return format?.toString() ?? JSON_FORMAT;
}

/** A stream of this app that has no name gets one that API Gateway does not take. */
function checkStream(stream: firehose.IDeliveryStream, stageName: string, problems: ProblemReport): void {
  const resource = stream.node.defaultChild as firehose.CfnDeliveryStream | undefined;
  const name = resource ? resource.deliveryStreamName : stream.deliveryStreamName;
  if (name === undefined || (isKnown(name) && !name.startsWith('amazon-apigateway-'))) problems.add('AccessLogStream', stageName, name);
}

/** The ARN without the wildcard that `logGroupArn` ends with: API Gateway stores it so, and would show a drift for ever. */
function destinationArn(logGroup: logs.ILogGroup): string {
  const { account, region } = logGroup.env;
  return Stack.of(logGroup).formatArn({
    service: 'logs', account, region, resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
