import type { LiveAws } from './live-aws';
import type { Call, LiveStage } from './live-stage';
import { plan } from './plan';
import { type DeployedRelease, wantedStage } from './wanted';
import { awsFailure } from '../aws/sdk';
import { refuse } from '../problems';
import { stackOf, wantedBy } from '../released-resources';
import type { DeployedResources } from '../stack-resources';
import type { ApiHistory, Release, StageHistory } from 'cdk-stagecraft/releases/ledger';
import type { RecordedStage, Recording } from 'cdk-stagecraft/releases/recording';
import { ALIAS_VARIABLE } from 'cdk-stagecraft/stages/following';

/** A change of one stage that is to be in force at once. */
export interface LiveChange {
  readonly stageName: string;
  readonly recording: Recording;
  readonly history: ApiHistory;
  readonly before: StageHistory;
  readonly after: StageHistory;
}

/** The calls that put a change of the ledger in force. */
export async function callsFor(change: LiveChange, resources: DeployedResources, aws: LiveAws): Promise<Call[]> {
  const { stageName, recording, history } = change;
  const recorded = pinnedStage(recording, stageName);
  const { stable, canary } = change.after;
  const deployed = new Map<string, DeployedRelease>();
  for (const release of history.releases.filter(({ id }) => id === stable.release || id === canary?.release)) {
    deployed.set(release.id, await deployedRelease(release, recording, resources));
  }

  const [restApiId] = await resources.physicalIds('the API', [{ stack: stackOf(recording.api), logicalId: history.resource }]);
  const functions = [...new Set([...deployed.values()].flatMap(({ versions }) => [...versions.keys()]))];
  const have: LiveStage = {
    restApiId,
    stageName,
    ...await aws.stage(restApiId, stageName),
    stable: await aws.aliases(functions, recorded.aliasName),
    canaryStable: await aws.aliases(functions, `${recorded.aliasName}-canary`),
  };
  const want = wantedStage(have, { ...change, recorded }, (id) => deployed.get(id)!);
  return plan(have, want, recorded.aliasName);
}

/** Makes the calls, one after the other, each told before it is made. */
export async function makeCalls(calls: readonly Call[], aws: LiveAws, tell: (call: string) => void): Promise<void> {
  const done: string[] = [];
  for (const call of calls) {
    const text = textOf(call);
    tell(text);
    try {
      await aws.make(call);
    } catch (error) {
      throw awsFailure(text, error, done, 'the ledger is as it was; put right what failed and run the same command again, which goes on from there');
    }
    done.push(text);
  }
}

/** A call as it is shown. The values of variables are nobody's business but the stage's. */
export function textOf(call: Call): string {
  if (call.kind === 'UpdateAlias') return `UpdateAlias ${call.functionArn} ${call.alias}: version ${call.version}`;
  const operations = call.patchOperations.map(({ op, path, value, from }) => {
    const secret = /^\/(canarySettings\/stageVariableOverrides|variables)\/(?!lambdaAlias$)/.test(path);
    return `${op} ${path}${from ? ` from ${from}` : ''}${value === undefined || secret ? '' : ` = ${value}`}`;
  });
  return `UpdateStage ${call.restApiId} ${call.stageName}: ${operations.join(', ')}`;
}

function pinnedStage({ stages }: Recording, stageName: string): RecordedStage {
  const recorded = Object.hasOwn(stages, stageName) ? stages[stageName] : undefined;
  if (!recorded?.pinned) return refuse('LiveStage', stageName);
  return typeof recorded.aliasName === 'string' ? recorded : refuse('LiveVariable', stageName, ALIAS_VARIABLE);
}

async function deployedRelease(release: Release, { api }: Recording, resources: DeployedResources): Promise<DeployedRelease> {
  const [deploymentId, ...versionArns] = await resources.physicalIds(`release ${release.id}`, wantedBy(api, release));
  const versions = versionArns.map((arn) => [arn.slice(0, arn.lastIndexOf(':')), arn.slice(arn.lastIndexOf(':') + 1)] as const);
  return { deploymentId, versions: new Map(versions) };
}
