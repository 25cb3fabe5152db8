import type { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { findByKey, keyOf } from './construct-key';
import { HeadDeployment, KeptDeployment } from './deployment';
import { KeptVersion } from './function-version';
import type { ApiHistory, Release, StageHistory } from './ledger';
import type { ReleaseLedger } from './release-ledger';
import type { ApiSnapshot } from './snapshot';
import type { ProblemReport } from '../problems';
import { type FollowingFunction, followsStage } from '../stages/following';
import type { Invocation } from '../stages/invocation';

export interface ApiReleasesProps {
  readonly restApiId: string;
  readonly snapshot: ApiSnapshot;
  readonly ledger?: ReleaseLedger;
}

/**
 * The releases of an API as resources: the deployment of the head, and the deployments and function versions that the ledger keeps.
 *
 * CloudFormation keeps a snapshot as long as its resource stays in the template, the same to the letter.
 */
export class ApiReleases {
  private readonly history?: ApiHistory;
  private readonly handlers = new Map<string, lambda.IFunction | undefined>();
  private readonly kept = new Map<string, KeptDeployment>();
  private head?: HeadDeployment;

  constructor(private readonly api: Construct, private readonly props: ApiReleasesProps) {
    this.history = props.ledger?._claim(api);
  }

  public get hasLedger(): boolean {
    return this.props.ledger !== undefined;
  }

  /** What the ledger knows of a stage. */
  public stage(stageName: string): StageHistory | undefined {
    return this.history && Object.hasOwn(this.history.stages, stageName) ? this.history.stages[stageName] : undefined;
  }

  /** A release that a stage serves, which the ledger has. */
  public release(id: string): Release {
    return this.history!.releases.find((release) => release.id === id)!;
  }

  /** The deployment of a release, or of the head. */
  public deployment(release?: string): apigateway.CfnDeployment {
    this.head ??= this.makeDeployments();
    return release === undefined ? this.head : this.kept.get(this.release(release).deployment)!;
  }

  /** The version of a function in a release, or its current one where the release has none of it. */
  public version(handler: FollowingFunction, release?: string): lambda.CfnVersion {
    const released = release === undefined ? undefined : this.release(release).functions[keyOf(handler)];
    return released ? KeptVersion.of(handler.currentVersion, released) : handler.currentVersion.node.defaultChild as lambda.CfnVersion;
  }

  /** Keeps the versions that releases have of a function. */
  public keep(handler: lambda.IFunction): void {
    const key = keyOf(handler);
    this.handlers.set(key, handler);
    if (!followsStage(handler)) return;
    for (const { functions } of this.history?.releases ?? []) {
      if (functions[key]) KeptVersion.of(handler.currentVersion, functions[key]);
    }
  }

  /** What releases invoke, as far as the app still has it. */
  public releasedInvocations(): Invocation[] {
    return (this.history?.releases ?? []).flatMap((release) => [...Object.keys(release.functions), ...release.handlers].flatMap((key) => {
      const handler = this.handler(key);
      return handler ? usesOf(key, release).map((authorizes) => ({ handler, authorizes })) : [];
    }));
  }

  /** What a release invokes that is no more as it was, by construct. */
  public losses(release: Release): { readonly key: string; readonly recorded?: string; readonly now?: string }[] {
    const gone = release.handlers.filter((key) => !this.handler(key)).map((key) => ({ key }));
    return [...gone, ...Object.entries(release.functions).flatMap(([key, released]) => {
      const handler = this.handler(key);
      if (!handler || !followsStage(handler)) return [{ key }];
      const { isGenuine, identity } = KeptVersion.of(handler.currentVersion, released);
      return isGenuine ? [] : [{ key, recorded: released.function, now: identity }];
    })];
  }

  /** Checks the ledger itself; what stages serve of it is theirs to check. */
  public check(resource: string, problems: ProblemReport): void {
    this.props.ledger?._check(this.api, resource, problems);
    const served = new Set(Object.values(this.history?.stages ?? {}).flatMap(({ stable, canary }) => [stable.release, canary?.release]));
    for (const release of this.history?.releases ?? []) {
      const losses = served.has(release.id) ? [] : this.losses(release);
      if (losses.length > 0) problems.warn('ReleaseUnusable', release.id, losses.map(({ key }) => key));
    }
  }

  private handler(key: string): lambda.IFunction | undefined {
    if (!this.handlers.has(key)) {
      const construct = findByKey(this.api, key);
      this.handlers.set(key, construct && 'functionArn' in construct ? construct as lambda.IFunction : undefined);
    }
    return this.handlers.get(key);
  }

  private makeDeployments(): HeadDeployment {
    const head = new HeadDeployment(this.api, 'Deployment', this.props);
    for (const { deployment } of this.history?.releases ?? []) {
      if (!this.kept.has(deployment)) this.kept.set(deployment, new KeptDeployment(this.api, deployment, head));
    }
    return head;
  }
}

/** Whether a release has a function authorize calls, answer them, or both. */
function usesOf(key: string, { authorizers = {} }: Release): readonly boolean[] {
  if (!Object.hasOwn(authorizers, key)) return [false];
  return authorizers[key] === 'only' ? [true] : [false, true];
}
