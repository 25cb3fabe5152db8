import { API_KEY_SCHEME } from '../authorizers/api-key';
import type { Operation } from '../document/operation';
import type { ProblemReport } from '../problems';

type Routes = ReadonlyMap<string, Operation>;

/** Checks a stage that is in no usage plan. */
export function checkKeys(stageName: string, routes: Routes, problems: ProblemReport): void {
  const locked = keyRoutes(routes).map(({ route }) => route.routeKey);
  if (locked.length > 0) problems.warn('KeyWithoutPlan', stageName, locked);
}

/** Checks an API whose keys come from an authorizer. */
export function checkKeySource(routes: Routes, problems: ProblemReport): void {
  const without = keyRoutes(routes).filter(({ requires }) => !requires.some(({ scheme }) => {
    const type = scheme['x-amazon-apigateway-authorizer']?.type;
    return type === 'token' || type === 'request';
  }));
  if (without.length > 0) problems.warn('KeyWithoutAuthorizer', without.map(({ route }) => route.routeKey));
}

function keyRoutes(routes: Routes): Operation[] {
  return [...routes.values()].filter(({ requires }) => requires.some(({ name }) => name === API_KEY_SCHEME.name));
}
