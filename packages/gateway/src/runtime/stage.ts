import { compileAccessLog, type AccessLog } from './access-log';
import { Router } from './addresses/router';
import type { Exchange } from './exchange';
import { compileGatewayResponses, type FailureResponder } from './gateway-responses';
import { compileMethod, type CompiledMethod } from './method';
import { settingsOf } from './settings';
import type { ReleaseScope } from './step';
import type { Definition, Method } from '../model/definition';
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
    for (const httpMethod of [method.httpMethod, ...methodsWithSettings(method, scope)]) {
      const settings = settingsOf({ path: method.path, httpMethod }, scope.stage.methodSettings);
      router.add(httpMethod, method.path, compileMethod({ ...scope, method, httpMethod, settings }, respondTo));
    }
  }
  return router;
}

/** ANY is no method that a stage has settings for: what they say of GET is true of what ANY answers to GET. */
function methodsWithSettings({ httpMethod, path }: Method, { definition, stage }: ReleaseScope): string[] {
  if (httpMethod !== 'ANY') return [];
  const here = definition.methods.filter((one) => one.path === path).map((one) => one.httpMethod);
  const set = stage.methodSettings.filter((entry) => entry.resourcePath === path && entry.httpMethod !== '*').map((entry) => entry.httpMethod);
  return [...new Set(set)].filter((one) => !here.includes(one));
}
