import type { Exchange } from './exchange';
import { Failure, internalError } from './failure';
import { respondByDefault, type FailureResponder } from './gateway-responses';
import type { Integrate } from './integration/custom';
import { compileIntegration } from './integration/integration';
import type { Reply } from './reply';
import type { MethodScope, Step, Verdict } from './step';
import { ACCESS_STEPS } from '../access/steps';

/** A method with all that is between a request and its response. */
export interface CompiledMethod {
  readonly scope: MethodScope;
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>;
}

/** Compiles a method to the steps that it needs, its integration and what answers failures. */
export function compileMethod(scope: MethodScope, respondTo: FailureResponder): CompiledMethod {
  const steps = ACCESS_STEPS.flatMap((make) => orFailure(() => make(scope), (failure): Step => ({ name: 'configuration', before: () => failure })) ?? []);
  const integrate = orFailure(() => compileIntegration(scope), (failure): Integrate => {
    // Without an integration, the template itself is at fault, and that is said already.
    if (scope.method.integration) scope.report('unanswerable', scope.method.source, failure.message);
    return () => { throw failure; };
  });
  return { scope, answer: new Pipeline(steps, integrate, respondTo).answer };
}

/** What cannot be compiled fails when a request comes to it, and not before. */
function orFailure<T>(compile: () => T, instead: (failure: Failure) => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Failure) return instead(error);
    throw error;
  }
}

const INTEGRATION = 'integration';

/** Runs a request through steps and integration; where nothing has to be waited for, it does not. */
class Pipeline {
  private readonly watchers: readonly Step[];

  constructor(private readonly steps: readonly Step[], private readonly integrate: Integrate, private readonly respondTo: FailureResponder) {
    this.watchers = steps.filter(({ after }) => after).reverse();
  }

  readonly answer = (exchange: Exchange): Reply | Promise<Reply> => this.advance(exchange, 0);

  private advance(exchange: Exchange, from: number): Reply | Promise<Reply> {
    for (let at = from; at < this.steps.length; at++) {
      const step = this.steps[at];
      try {
        const verdict = step.before(exchange);
        if (verdict instanceof Promise) return this.wait(exchange, at, verdict);
        exchange.trace?.step(step.name);
        if (verdict) return this.conclude(exchange, verdict);
      } catch (error) {
        return this.fail(exchange, error, step.name);
      }
    }
    try {
      const reply = this.integrate(exchange);
      if (!(reply instanceof Promise)) return this.finish(exchange, reply);
      return reply.then((later) => this.finish(exchange, later)).catch((error: unknown) => this.failIntegration(exchange, error));
    } catch (error) {
      return this.failIntegration(exchange, error);
    }
  }

  private async wait(exchange: Exchange, at: number, later: Promise<Verdict>): Promise<Reply> {
    const { name } = this.steps[at];
    let verdict: Verdict;
    try {
      verdict = await later;
    } catch (error) {
      return this.fail(exchange, error, name);
    }
    exchange.trace?.step(name);
    return verdict ? this.conclude(exchange, verdict) : this.advance(exchange, at + 1);
  }

  private conclude(exchange: Exchange, verdict: Reply | Failure): Reply {
    return verdict instanceof Failure ? fail(exchange, verdict, this.respondTo) : verdict;
  }

  private finish(exchange: Exchange, reply: Reply): Reply {
    exchange.trace?.step(INTEGRATION);
    let last = reply;
    for (const step of this.watchers) last = step.after!(exchange, last);
    return last;
  }

  private failIntegration(exchange: Exchange, error: unknown): Reply {
    if (error instanceof Error) exchange.integration.error = error.message;
    return this.fail(exchange, error, INTEGRATION);
  }

  private fail(exchange: Exchange, error: unknown, step: string): Reply {
    exchange.trace?.step(step);
    return fail(exchange, error, this.respondTo);
  }
}

/** Answers a failure, and what should not have happened as one. */
export function fail(exchange: Exchange, error: unknown, respondTo: FailureResponder): Reply {
  const failure = error instanceof Failure ? error : internalError(error instanceof Error ? error.stack ?? error.message : String(error), 'DEFAULT_5XX');
  exchange.failure = failure;
  try {
    return respondTo(exchange, failure);
  } catch {
    // A gateway response may map what this very request does not have.
    return respondByDefault(exchange, failure);
  }
}
