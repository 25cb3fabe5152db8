import { compileSubstitution, type PlainValue } from 'stagecraft-templates';
import type { Exchange } from './exchange';
import { compileContext } from './request/context';
import type { Stage } from '../model/rest-api';

/** How a response went out; for logs. */
export interface ResponseFacts {
  readonly status: number;
  /** Bytes of the body. */
  readonly responseLength: number;
  /** Milliseconds. */
  readonly responseLatency: number;
}

export interface AccessLog {
  /** Of a log group or a delivery stream; a canary's requests are in a group of their own besides. */
  readonly destinationArn: string;
  line(exchange: Exchange, facts: ResponseFacts): string;
}

/** A stage's access log. */
export function compileAccessLog({ accessLog }: Stage): AccessLog | undefined {
  if (!accessLog) return undefined;
  const text = compileSubstitution(accessLog.format, { missing: '-' });
  const names = new Set(text.contextNames.map((name) => name.split('.')[0]));
  const context = compileContext([...names]);
  return {
    destinationArn: accessLog.destinationArn,
    line: (exchange, facts) => text.render({ context: { ...context(exchange), ...logged(exchange, facts) } }),
  };
}

/** What is known only when the response is out. */
function logged({ integration, logged: byStep, authorizer, head, traceId }: Exchange, facts: ResponseFacts): Record<string, PlainValue> {
  const { authorizer: authorizerFacts, ...others } = byStep;
  return {
    ...facts,
    integration: { ...integration, integrationStatus: integration.status, status: integration.functionStatus ?? integration.status },
    integrationErrorMessage: integration.error,
    integrationLatency: integration.latency,
    integrationStatus: integration.status,
    protocol: head.protocol,
    xrayTraceId: traceId.replace('Root=', ''),
    ...others,
    ...(authorizer || authorizerFacts ? { authorizer: { ...authorizer, ...authorizerFacts as object } } : {}),
  };
}
