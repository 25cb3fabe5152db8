import type { Call, LiveCanary, LiveStage, Versions } from './live-stage';
import { patchOperations } from './patch';
import { ALIAS_VARIABLE } from 'cdk-stagecraft/stages/following';

/**
 * The calls that make one stage of another, so that no request meets the definition of one release and the functions of another.
 *
 * A stage moves by way of its canary's alias: that one gets the new versions while nobody uses it, then one UpdateStage changes the
 * deployment, the variables and the alias at once, and then the stage's own alias follows and is put back.
 */
export function plan(have: LiveStage, want: LiveStage, alias: string): Call[] {
  return new Planner(have, want, alias).plan();
}

class Planner {
  private readonly calls: Call[] = [];
  private readonly canaryAlias: string;

  constructor(private now: LiveStage, private readonly want: LiveStage, private readonly alias: string) {
    this.canaryAlias = `${alias}-canary`;
  }

  public plan(): Call[] {
    const { want } = this;
    if (this.now.deploymentId !== want.deploymentId || differ(this.now.stable, want.stable)) this.move();
    if (want.canary.percentTraffic === 0) {
      this.update(want);
      this.moveAliases('canaryStable', want.canaryStable);
    } else {
      this.moveCanaryAliases(want.canaryStable);
      this.update(want);
    }
    return this.calls;
  }

  private move(): void {
    const { want } = this;
    const { deploymentId } = want;
    if (this.now.canary.deploymentId !== deploymentId) this.update({ canary: { ...this.now.canary, percentTraffic: 0 } });
    this.moveCanaryAliases(want.stable);
    this.update({ canary: { ...this.now.canary, deploymentId } });
    const variables = differ(this.now.stable, want.stable) ? { ...want.variables, [ALIAS_VARIABLE]: this.canaryAlias } : want.variables;
    this.update({ deploymentId, canary: { ...this.now.canary, percentTraffic: 0 }, variables });
    this.moveAliases('stable', want.stable);
  }

  /** Moves the canary's alias when no request goes by it. */
  private moveCanaryAliases(versions: Versions): void {
    if (differ(this.now.canaryStable, versions)) this.update({ canary: { ...this.now.canary, percentTraffic: 0 } });
    this.moveAliases('canaryStable', versions);
  }

  private moveAliases(which: 'stable' | 'canaryStable', versions: Versions): void {
    const alias = which === 'stable' ? this.alias : this.canaryAlias;
    for (const [functionArn, version] of versions) {
      if (this.now[which].get(functionArn) !== version) this.calls.push({ kind: 'UpdateAlias', functionArn, alias, version });
    }
    this.now = { ...this.now, [which]: new Map([...this.now[which], ...versions]) };
  }

  private update(changes: Partial<Pick<LiveStage, 'deploymentId' | 'variables'> & { canary: LiveCanary }>): void {
    const { deploymentId = this.now.deploymentId, variables = this.now.variables, canary = this.now.canary } = changes;
    const next = { ...this.now, deploymentId, variables, canary };
    const operations = patchOperations(this.now, next);
    const { restApiId, stageName } = next;
    if (operations.length > 0) this.calls.push({ kind: 'UpdateStage', restApiId, stageName, patchOperations: operations });
    this.now = next;
  }
}

function differ(have: Versions, want: Versions): boolean {
  return [...want].some(([functionArn, version]) => have.get(functionArn) !== version);
}
