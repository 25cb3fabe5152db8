import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { FollowingFunction } from './following';
import type { ProblemReport } from '../problems';
import type { ApiReleases } from '../releases/api-releases';
import type { Canary, Pin } from '../releases/ledger';

/** What a stage and its canary serve, by the ledger. */
export class StageServing {
  /** None where the stage serves the head. */
  private readonly stable?: Pin;
  private readonly canary?: Canary;
  private readonly saysCanary: boolean;

  constructor(private readonly releases: ApiReleases, private readonly stageName: string, public readonly pinned: boolean) {
    const history = releases.stage(stageName);
    // CloudFormation leaves a canary where it was when its setting goes: a stage that may have had one says that it is off.
    this.saysCanary = pinned || history !== undefined;
    if (pinned) {
      this.stable = history?.stable;
      this.canary = history?.canary;
    }
  }

  public get deploymentId(): string {
    return this.releases.deployment(this.stable?.release).ref;
  }

  /** The variables that the ledger sets over those of the app. */
  public get variables(): Readonly<Record<string, string>> {
    return this.stable?.variables ?? {};
  }

  public stableVersion(handler: FollowingFunction): lambda.CfnVersion {
    return this.releases.version(handler, this.stable?.release);
  }

  public canaryVersion(handler: FollowingFunction): lambda.CfnVersion {
    return this.releases.version(handler, (this.canary ?? this.stable)?.release);
  }

  /** The variables that a canary sets over those of its stage, while there is one. */
  public get canaryVariables(): Readonly<Record<string, string>> | undefined {
    return this.canary && (this.canary.variables ?? {});
  }

  /**
   * The canary's setting. It says every variable, whether it differs or not, because one that is left out may stay as it was.
   *
   * @param variables those of the canary; of the stage, while there is no canary
   */
  public canarySetting(variables: () => Record<string, string>) {
    if (!this.saysCanary) return undefined;
    const { canary } = this;
    return {
      deploymentId: this.releases.deployment((canary ?? this.stable)?.release).ref,
      percentTraffic: canary?.percentTraffic ?? 0,
      stageVariableOverrides: variables,
      useStageCache: canary?.useStageCache ?? false,
    };
  }

  /** Checks what is served against the app as it is now. */
  public check({ defined, cached }: { readonly defined: readonly string[]; readonly cached: boolean }, problems: ProblemReport): void {
    const { stageName, stable, canary } = this;
    if (canary?.useStageCache && !cached) problems.add('CanaryCache', stageName);
    for (const { release: id, variables = {} } of [stable, canary].filter((pin) => pin !== undefined)) {
      for (const name of Object.keys(variables)) {
        if (!defined.includes(name)) problems.add('CanaryVariable', stageName, name, defined);
      }
      const release = this.releases.release(id);
      for (const name of release.variables) {
        if (!defined.includes(name)) problems.add('ReleaseVariable', stageName, id, name);
      }
      for (const { key, recorded, now } of this.releases.losses(release)) {
        if (recorded && now) problems.add('HandlerReplaced', stageName, id, key, recorded, now);
        else problems.add('HandlerGone', stageName, id, key);
      }
    }
  }
}
