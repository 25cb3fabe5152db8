import type { Source } from './model/source';
import type { Exchange } from './runtime/exchange';
import type { Failure } from './runtime/failure';
import type { Trace, TraceBuilder } from './runtime/trace';

/** Why a request was answered by a gateway response. */
export interface FailureReport {
  /** All of it, in one line. */
  readonly line: string;
  readonly requestId: string;
  readonly type: string;
  readonly status: number;
  readonly cause: string;
  /** The method's construct, or where in the template it stands; of the stage, where there is no method. */
  readonly source?: string;
}

export function describeFailure(exchange: Exchange, { type, message: cause }: Failure, status: number): FailureReport {
  const source = sourceOf(exchange);
  const line = `${exchange.httpMethod} ${exchange.head.target} ${status} ${type}: ${cause}${source === undefined ? '' : ` (${source})`}`;
  return { line: line.replace(/\s*[\r\n]+\s*/g, ' '), requestId: exchange.requestId, type, status, cause, source };
}

export function traceOf(exchange: Exchange, { steps, templates, answeredBy }: TraceBuilder, status: number): Trace {
  const { release, method, failure, head } = exchange;
  return {
    requestId: exchange.requestId,
    httpMethod: exchange.httpMethod,
    target: head.target,
    api: release?.api.name,
    stage: release?.stage.name,
    deployment: release?.deploymentId,
    side: release?.stage.canary && (release.canary ? 'canary' : 'stable'),
    route: method && `${method.method.httpMethod} ${method.method.path}`,
    source: sourceOf(exchange),
    answeredBy,
    steps,
    templates,
    status,
    failure: failure && { type: failure.type, cause: failure.message },
    milliseconds: steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

function sourceOf({ method, release }: Exchange): string | undefined {
  const source = method?.method.source ?? release?.stage.source;
  return source && nameOf(source);
}

function nameOf({ constructPath, template, logicalId = '', property = '' }: Source): string {
  return constructPath === undefined ? `${template}#${logicalId}${property}` : constructPath + property;
}
