import { testApi, testStack } from './apps';
import { documentOf, problemsOf, synthesize, warningsOf } from './synthesize';
import { type Integration, type RestApiProps, type RouteOptions, type StageOptions } from '../../src';
import type { IntegrationObject } from '../../src/document/extensions/integration';

/** The one operation of an API with one route. */
export function integrationOf(routeKey: string, integration: Integration, stage: StageOptions = {}): IntegrationObject {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute(routeKey, integration);
  api.addStage('dev', stage);
  const [item] = Object.values(documentOf(synthesize(stack)).paths);
  return Object.values(item)[0]['x-amazon-apigateway-integration'];
}

/** The problems of an API with one route and one stage, or if it has none, its warnings. */
export function findingsOf(
  routeKey: string, integration: Integration, options: { api?: RestApiProps; route?: RouteOptions; stage?: StageOptions } = {},
): string[] {
  const stack = testStack();
  const api = testApi(stack, options.api);
  api.addRoute(routeKey, integration, options.route);
  api.addStage('dev', options.stage);
  const problems = problemsOf(stack);
  return problems.length > 0 ? problems : warningsOf(stack);
}
