import type { FunctionTarget } from './functions';
import type { InvokeOptions } from '../../lambda/call';
import type { InvokeOutcome } from '../../lambda/outcome';
import type { Exchange } from '../exchange';
import { Failure, internalError } from '../failure';
import { fillStageVariables } from '../mapping/stage-variables';
import type { MethodScope, ReleaseScope } from '../step';

/** The function in a URI such as `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}/invocations`. */
export function functionArnOf(uri: string): string | undefined {
  return /:lambda:path\/\/?[^/]+\/functions\/(.+)\/(?:response-streaming-)?invocations\/?$/.exec(uri)?.[1];
}

/** What a URI invokes, as far as it may be. What keeps it from being invoked is thrown. */
export function compileTarget(uri: string, sourceArn: string, credentials: string | undefined, scope: ReleaseScope): FunctionTarget {
  const arn = functionArnOf(fillStageVariables(uri, scope.variables));
  if (arn === undefined) throw internalError(`${uri} names no function`);
  const target = scope.functions.find(arn);
  if (!target) throw internalError(`there is no function ${arn} among the templates`);
  const { services: { enforcePermissions }, api: { account } } = scope;
  if (enforcePermissions && credentials === undefined && !scope.functions.permits(arn, sourceArn, account)) {
    throw internalError(`invalid permissions on Lambda function: ${arn} has no AWS::Lambda::Permission for apigateway.amazonaws.com with source ARN ${sourceArn}`);
  }
  return target;
}

/** `arn:…:{api}/{stage}/GET/orders/*`, as which a method invokes functions. */
export function methodSourceArn({ api, stage, method }: MethodScope): string {
  const httpMethod = method.httpMethod === 'ANY' ? '*' : method.httpMethod;
  return `${api.executeApiArn}/${stage.name}/${httpMethod}${method.path.replace(/\{[^}]+\}/g, '*')}`;
}

export function invokeOptions(target: FunctionTarget, exchange: Exchange, timeoutMs: number): InvokeOptions {
  return { timeoutMs, traceId: exchange.traceId, invokedArn: target.arn };
}

/** What an invocation that never came to the function is answered with. */
export function invocationFailure({ kind, payload }: InvokeOutcome, target: FunctionTarget): Failure | undefined {
  switch (kind) {
    case 'abandoned':
      return new Failure('INTEGRATION_TIMEOUT', 'Endpoint request timed out', { cause: `${target.arn} did not answer within the integration's timeout` });
    case 'refused':
      return internalError(`${target.arn}: ${payload.toString()}`);
    case 'tooLarge':
      return new Failure('REQUEST_TOO_LARGE', 'Request Too Long', { cause: `the event is more than ${target.arn} takes: 6 MB` });
    default:
      return undefined;
  }
}

/** Notes how an invocation went. */
export function noteInvocation({ integration }: Exchange, { requestId }: { readonly requestId: string }, began: number): void {
  integration.requestId = requestId;
  integration.status = 200;
  integration.latency = Math.round(performance.now() - began);
}
