import { compileAccessLog, type AccessLog } from './access-log';
import { Router } from './addresses/router';
import type { Exchange } from './exchange';
import { compileGatewayResponses, type FailureResponder } from './gateway-responses';
import { compileMethod, type CompiledMethod } from './method';
import { settingsOf } from './settings';
import type { ReleaseScope } from './step';
import type { Definition } from '../model/definition';
import type { RestApiModel, Stage } from '../model/rest-api';

/** One side of a stage. */
export interface CompiledRelease {
  readonly scope: ReleaseScope;
  readonly router: Router<CompiledMethod>;
  readonly respondTo: FailureResponder;
}

/** A stage with both its sides. */
export interface CompiledStage {
  readonly api: RestApiModel;
  readonly stage: Stage;
  readonly accessLog?: AccessLog;
  /** Which side takes a request. */
  choose(exchange: Exchange): CompiledRelease;
}

/** What stages are compiled with. */
export type StageContext = Pick<ReleaseScope, 'functions' | 'model' | 'report' | 'services'>;

const FORCE = 'x-stagecraft-canary';

export function compileStage(api: RestApiModel, stage: Stage, context: StageContext): CompiledStage {
  const { random } = context.services;
  const { canary } = stage;
  const stable = compileRelease(api, stage, stage.deploymentId, false, context);
  const other = canary && compileRelease(api, stage, canary.deploymentId ?? stage.deploymentId, true, context);
  const share = (canary?.percentTraffic ?? 0) / 100;
  return {
    api,
    stage,
    accessLog: compileAccessLog(stage),
    choose: (exchange) => {
      if (!other) return stable;
      const forced = exchange.header(FORCE);
      if (forced === 'canary') return other;
      return forced === 'stable' || random() >= share ? stable : other;
    },
  };
}

function compileRelease(api: RestApiModel, stage: Stage, deploymentId: string | undefined, canary: boolean, context: StageContext): CompiledRelease {
  const definition = deploymentId === undefined ? api.definition : api.deployments[deploymentId]?.definition ?? api.definition;
  const variables = canary ? { ...stage.variables, ...stage.canary?.stageVariableOverrides } : stage.variables;
  const scope: ReleaseScope = { ...context, api, stage, definition, deploymentId: deploymentId ?? '', canary, variables };
  const respondTo = compileGatewayResponses(scope);
  return { scope, router: routerOf(definition, scope, respondTo), respondTo };
}

function routerOf(definition: Definition, scope: ReleaseScope, respondTo: FailureResponder): Router<CompiledMethod> {
  const router = new Router<CompiledMethod>();
  for (const method of definition.methods) {
    const compiled = compileMethod({ ...scope, method, settings: settingsOf(method, scope.stage.methodSettings) }, respondTo);
    router.add(method.httpMethod, method.path, compiled);
  }
  return router;
}
