/** What AWS refuses. */
export class Refused extends Error {
  constructor(public readonly status: number, public readonly code: string, message: string) {
    super(message);
  }
}

export interface FakeStage {
  deploymentId: string;
  variables: Record<string, string>;
  cacheClusterEnabled?: boolean;
  canarySettings?: { deploymentId: string; percentTraffic: number; useStageCache: boolean; stageVariableOverrides: Record<string, string> };
}

interface Operation { readonly op: string; readonly path: string; readonly value?: string; readonly from?: string }

const bad = (message: string): never => { throw new Refused(400, 'BadRequestException', message); };

/**
 * A fake of API Gateway's stages. Its rules for UpdateStage are AWS's table of patch operations, its pages on canaries, and what validated
 * tests of other projects have found:
 *
 * 1. The operations are applied in their order, all of them or none.
 * 2. `/variables/{name}` takes `replace`; a name is 1 to 64 letters, digits and underscores, a value 512 of some characters.
 * 3. `/canarySettings` takes `remove`, `/canarySettings/{deploymentId|percentTraffic|useStageCache}` take `replace`,
 *    `/canarySettings/stageVariableOverrides/{name}` takes `replace` and `remove`.
 * 4. The first of them on a stage without a canary makes one: the stage's deployment, 0 %, no cache, no overrides.
 * 5. The percentage is 0.0 to 100.0, and the deployment has to exist.
 * 6. `/deploymentId` takes `replace` where there is no canary, because a stage with a canary takes no other deployment than the canary's.
 * 7. `copy` is from `/canarySettings/deploymentId` to `/deploymentId`, where there is a canary.
 * 8. Every other path or operation is refused.
 */
export class FakeStages {
  public readonly deployments = new Set<string>();
  public readonly stages = new Map<string, FakeStage>();

  /** GetStage, and UpdateStage where there is a body. */
  public serve(restApiId: string, stageName: string, body?: { readonly patchOperations: readonly Operation[] }): object {
    const stage = this.stages.get(`${restApiId}/${stageName}`);
    if (!stage) throw new Refused(404, 'NotFoundException', 'Invalid stage identifier specified');
    if (body) {
      const next = structuredClone(stage);
      for (const operation of body.patchOperations) this.apply(next, operation);
      Object.assign(stage, next);
      if (!next.canarySettings) delete stage.canarySettings;
    }
    return { stageName, ...stage };
  }

  private apply(stage: FakeStage, operation: Operation): void {
    const { op, path, value = '', from } = operation;
    const [, group, name, variable] = path.split('/');
    if (op === 'copy') this.copy(stage, from!, path);
    else if (path === '/deploymentId' && op === 'replace') this.replaceDeployment(stage, value);
    else if (group === 'variables' && op === 'replace') setVariable(stage.variables, name, value);
    else if (path === '/canarySettings' && op === 'remove') delete stage.canarySettings;
    else if (group === 'canarySettings') this.applyToCanary(stage, op, name, variable, value);
    else bad(`Invalid patch path ${path} or operation ${op}`);
  }

  private copy(stage: FakeStage, from: string, path: string): void {
    if (from !== '/canarySettings/deploymentId' || path !== '/deploymentId') bad('Invalid copy operation');
    stage.deploymentId = stage.canarySettings?.deploymentId ?? bad('Promotion not available. Canary does not exist.');
  }

  private replaceDeployment(stage: FakeStage, id: string): void {
    if (stage.canarySettings) bad('Non canary deployment not supported on stage because Canary is enabled');
    if (!this.deployments.has(id)) bad('Deployment id does not exist');
    stage.deploymentId = id;
  }

  private applyToCanary(stage: FakeStage, op: string, name: string, variable: string | undefined, value: string): void {
    const canary = stage.canarySettings ??= { deploymentId: stage.deploymentId, percentTraffic: 0, useStageCache: false, stageVariableOverrides: {} };
    if (name === 'stageVariableOverrides' && variable !== undefined && op === 'remove') delete canary.stageVariableOverrides[variable];
    else if (op !== 'replace') bad(`Invalid patch operation ${op} on ${name}`);
    else if (name === 'stageVariableOverrides' && variable !== undefined) setVariable(canary.stageVariableOverrides, variable, value);
    else if (name === 'deploymentId') canary.deploymentId = this.deployments.has(value) ? value : bad('Deployment id does not exist');
    else if (name === 'percentTraffic') canary.percentTraffic = /^\d+\.\d+$/.test(value) && Number(value) <= 100 ? Number(value) : bad('Invalid percent');
    else if (name === 'useStageCache') canary.useStageCache = /^(true|false)$/.test(value) ? value === 'true' : bad('Invalid boolean');
    else bad(`Invalid patch path ${name}`);
  }
}

function setVariable(variables: Record<string, string>, name: string, value: string): void {
  if (!/^\w{1,64}$/.test(name) || !/^[A-Za-z0-9\-._~:/?#&=,]{0,512}$/.test(value)) bad('Invalid stage variable');
  variables[name] = value;
}
