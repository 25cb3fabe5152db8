import type { AccessLog } from './access-log';
import { Addresses } from './addresses/addresses';
import { Exchange, type RequestHead } from './exchange';
import { Failure } from './failure';
import { respondByDefault, type FailureResponder } from './gateway-responses';
import { Functions } from './lambda/functions';
import { fail } from './method';
import type { Reply } from './reply';
import type { Services } from './services';
import { compileStage, type CompiledStage } from './stage';
import type { ReleaseScope } from './step';
import { Diagnostics } from '../diagnostics';
import type { LambdaFunctionSpec } from '../lambda/spec';
import type { GatewayModel } from '../model/gateway';

const HEALTHY: Reply = { status: 200, headers: ['Content-Type', 'text/plain'], body: 'healthy' };

/** A request whose way is known. */
export interface Routed {
  readonly exchange: Exchange;
  readonly accessLog?: AccessLog;
  readonly respondTo: FailureResponder;
  /** Answers it, once its body is there. It does not throw. */
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>;
}

/** All of a model, ready to answer requests. It does not change. */
export class Program {
  readonly functions: readonly LambdaFunctionSpec[];
  readonly stages: readonly CompiledStage[];
  /** With what compiling it brought to light. */
  readonly model: GatewayModel;
  private readonly addresses: Addresses;

  constructor(model: GatewayModel, private readonly services: Services) {
    const diagnostics = new Diagnostics();
    const report: ReleaseScope['report'] = (code, where, message) => diagnostics.report('error', code, where, message);
    const functions = new Functions(model.lambda);
    this.functions = functions.all;
    this.stages = model.rest.flatMap((api) => api.stages.map((stage) => compileStage(api, stage, { model, functions, services, report })));
    this.model = { ...model, diagnostics: [...model.diagnostics, ...diagnostics.list()] };
    this.addresses = new Addresses(model.rest, this.stages, model.domains);
  }

  /** Finds the method for a request. */
  route(head: RequestHead): Routed {
    const at = head.target.indexOf('?');
    const path = at === -1 ? head.target : head.target.slice(0, at);
    const exchange = new Exchange(head, methodOf(head), at === -1 ? '' : head.target.slice(at + 1), this.services.clock());
    const host = exchange.header('host') ?? '';
    if (this.addresses.isHealthCheck(host, path)) return { exchange, respondTo: respondByDefault, answer: () => HEALTHY };
    const located = this.addresses.find(host, path);
    if (!located) return { exchange, respondTo: respondByDefault, answer: nowhere };
    const { stage } = located;
    const { scope, router, respondTo } = stage.choose(exchange);
    exchange.address = located.address;
    exchange.path = located.path;
    exchange.release = scope;
    const match = router.find(exchange.httpMethod, located.path);
    if (!match) return { exchange, accessLog: stage.accessLog, respondTo, answer: (one) => fail(one, missingToken(one), respondTo) };
    exchange.method = match.value.scope;
    exchange.pathParameters = match.pathParameters;
    return { exchange, accessLog: stage.accessLog, respondTo, answer: match.value.answer };
  }

  /** The path before a stage's own paths. */
  pathOf(stage: CompiledStage): string {
    return this.addresses.pathOf(stage);
  }

  /** All stages of a name, of one API or of all. */
  stagesNamed(stage: string, api?: string): readonly CompiledStage[] {
    return this.addresses.named(stage, api);
  }
}

/** A header may say what a client cannot. */
function methodOf(head: RequestHead): string {
  for (let at = 0; at < head.rawHeaders.length; at += 2) {
    if (head.rawHeaders[at].length === 22 && head.rawHeaders[at].toLowerCase() === 'x-http-method-override') return head.rawHeaders[at + 1].toUpperCase();
  }
  return head.httpMethod;
}

function nowhere(exchange: Exchange): Reply {
  return fail(exchange, new Failure('ACCESS_DENIED', 'Forbidden', {
    errorType: 'ForbiddenException', cause: `no stage is at ${exchange.header('host') ?? ''}${exchange.head.target}`,
  }), respondByDefault);
}

function missingToken({ httpMethod, path }: Exchange): Failure {
  return new Failure('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token', { cause: `there is no method for ${httpMethod} ${path}` });
}
