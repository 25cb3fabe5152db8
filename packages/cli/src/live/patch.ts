import type { LiveCanary, LiveStage, PatchOperation } from './live-stage';

/** The patch operations that make one stage of another, in the order of AWS's own promotion of a canary. */
export function patchOperations(have: LiveStage, want: LiveStage): PatchOperation[] {
  return [...canaryOperations(have.canary, want.canary), ...replaced('/variables', have.variables, want.variables), ...promotion(have, want)];
}

function canaryOperations(have: LiveCanary, want: LiveCanary): PatchOperation[] {
  const settings = (canary: LiveCanary) => ({
    percentTraffic: Number.isInteger(canary.percentTraffic) ? canary.percentTraffic.toFixed(1) : String(canary.percentTraffic),
    deploymentId: canary.deploymentId,
    useStageCache: String(canary.useStageCache),
  });
  const overrides = '/canarySettings/stageVariableOverrides';
  const stale = Object.keys(have.overrides).filter((name) => !Object.hasOwn(want.overrides, name));
  return [
    ...replaced('/canarySettings', settings(have), settings(want)),
    ...replaced(overrides, have.overrides, want.overrides),
    ...stale.map((name): PatchOperation => ({ op: 'remove', path: `${overrides}/${name}` })),
  ];
}

function replaced(path: string, have: Readonly<Record<string, string>>, want: Readonly<Record<string, string>>): PatchOperation[] {
  return Object.entries(want).filter(([name, value]) => !Object.hasOwn(have, name) || have[name] !== value)
    .map(([name, value]) => ({ op: 'replace', path: `${path}/${name}`, value }));
}

/** A stage with a canary takes no other deployment than the canary's. */
function promotion(have: LiveStage, want: LiveStage): PatchOperation[] {
  return have.deploymentId === want.deploymentId ? [] : [{ op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' }];
}
