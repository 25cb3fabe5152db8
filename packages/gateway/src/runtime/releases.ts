import type { Definition } from '../model/definition';
import type { GatewayModel } from '../model/gateway';
import type { LambdaFunction } from '../model/lambda';

/** What was released, by the ids that keep meaning it: deployments and versions of functions. */
export interface Releases {
  readonly deployments: ReadonlyMap<string, Definition>;
  readonly versions: ReadonlyMap<string, LambdaFunction>;
}

export const NO_RELEASES: Releases = { deployments: new Map(), versions: new Map() };

/** A model in which what was known before is as it was: deployments and versions do not change. */
export function keepReleases(model: GatewayModel, known: Releases): { readonly model: GatewayModel; readonly releases: Releases } {
  const deployments = new Map(known.deployments);
  const versions = new Map(known.versions);
  const rest = model.rest.map((api) => ({
    ...api,
    deployments: Object.fromEntries(Object.entries(api.deployments).map(([id, deployment]) =>
      [id, { ...deployment, definition: kept(deployments, `${api.id}/${id}`, deployment.definition) }])),
  }));
  const functions = model.lambda.versions.map((version) => ({ ...version, function: kept(versions, version.arn, version.function) }));
  return { model: { ...model, rest, lambda: { ...model.lambda, versions: functions } }, releases: { deployments, versions } };
}

function kept<T>(known: Map<string, T>, key: string, now: T): T {
  const before = known.get(key);
  if (before === undefined) known.set(key, now);
  return before ?? now;
}
