// The life of releases, played at random: code changes, deploys and every action on the ledger, through real synthesis and a small model of
// CloudFormation. After each deploy every stage serves what its user expects.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Integration, ReleaseLedger, StageRelease } from '../../src';
import { EMPTY_LEDGER, type Ledger } from '../../src/releases/ledger';
import { parseLedger, printLedger } from '../../src/releases/ledger-text';
import type { Recording } from '../../src/releases/recording';
import { type Action, transition } from '../../src/releases/transition';
import { testApi, testApp, testFunction } from '../support/apps';
import { CloudFormationModel } from '../support/cloudformation-model';
import { recordingsOf } from '../support/recordings';
import { type Content, servedBy } from '../support/served-content';

const FUNCTIONS = ['List', 'Get', 'Create'];

/** What the app says: a number for the definition, the functions that have routes, a number for the code of each. */
interface Source {
  readonly definition: number;
  readonly routed: readonly boolean[];
  readonly code: readonly number[];
  readonly described: boolean;
}

const FIRST: Source = { definition: 0, routed: [true, true, false], code: [0, 0, 0], described: false };

type Step =
  | { readonly do: 'change'; readonly source: Source }
  | { readonly do: 'deploy'; readonly environment: number }
  | { readonly do: 'ship'; readonly environment: number; readonly source: Source }
  | { readonly do: 'canary'; readonly environment: number; readonly release?: number; readonly percentTraffic: number }
  | { readonly do: 'promote' | 'rollback'; readonly environment: number; readonly release?: number }
  | { readonly do: 'prune'; readonly environment: number; readonly keep: number };

const environment = fc.nat(1);
/** Few values, so that the app often returns to what it was. */
const anySource: fc.Arbitrary<Source> = fc.record({
  definition: fc.nat(2),
  routed: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  code: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)),
  described: fc.boolean(),
});
/** Counted from the newest one back, or left to the action. */
const release = fc.option(fc.nat(3), { nil: undefined });
const percentTraffic = fc.integer({ min: 1, max: 100 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change' as const), source: anySource }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deploy' as const), environment }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ship' as const), environment, source: anySource }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('canary' as const), environment, release, percentTraffic }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('promote' as const), environment, release }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rollback' as const), environment, release }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prune' as const), environment, keep: fc.integer({ min: 1, max: 3 }) }) },
);

function contentOf({ definition, routed, code }: Source): Content {
  const routes = FUNCTIONS.flatMap((name, index) => (routed[index] ? [[`/${name}`, codeOf(name, code[index])]] : []));
  return { '/version': expect.stringContaining(`"definition\\":${definition}`) as unknown as string, ...Object.fromEntries(routes) };
}

const codeOf = (name: string, code: number) => `exports.handler = async () => '${name} ${code}'`;

interface Layout {
  readonly environments: readonly string[];
  readonly functionsApart: boolean;
}

/** What the user of one environment knows: what was deployed, recorded, and asked to be served. */
class Environment {
  public deployed?: { readonly source: Source; readonly recording: Recording };
  public stacks: string[] = [];
  public readonly released = new Map<string, Source>();

  constructor(public readonly name: string) {}
}

class World {
  private ledger: Ledger = EMPTY_LEDGER;
  private source = FIRST;
  private readonly environments: Environment[];
  private readonly cloud = new CloudFormationModel();

  constructor(private readonly layout: Layout, private readonly file: string) {
    this.environments = layout.environments.map((name) => new Environment(name));
  }

  public play(one: Step): void {
    const target = 'environment' in one ? this.environments[one.environment % this.environments.length] : this.environments[0];
    switch (one.do) {
      case 'change': this.source = one.source; return;
      case 'deploy': this.deploy(target); return;
      case 'ship':
        this.source = one.source;
        this.deploy(target);
        this.record(target);
        return;
      default: if (this.act(one, target)) this.deploy(target);
    }
  }

  private deploy(target: Environment): void {
    const { templates, recording } = this.synthesize(target);
    for (const [name, template] of templates) this.cloud.deploy(name, template);
    target.deployed = { source: this.source, recording };
    target.stacks = templates.map(([name]) => name);
    this.expectContent(target);

    const again = this.synthesize(target).templates;
    for (const [name, template] of again) {
      expect(this.cloud.deploy(name, template)).toEqual({ created: [], updated: [], deleted: [] });
    }
  }

  private record(target: Environment): void {
    const { recording, source } = target.deployed!;
    const stages = Object.entries(recording.stages).flatMap(([name, { pinned }]) => (pinned ? [name] : []));
    this.apply({ kind: 'record', api: recording.api, head: recording.head, stages, recordedAt: '2026-01-01T00:00:00Z' });
    const { id } = this.ledger.apis[recording.api].releases.find(({ deployment, functions }) => deployment === recording.head.deployment
      && JSON.stringify(functions) === JSON.stringify(recording.head.functions))!;
    target.released.set(id, source);
  }

  private act(one: Extract<Step, { readonly do: 'canary' | 'promote' | 'rollback' | 'prune' }>, target: Environment): boolean {
    const api = `Shop-${target.name}/Orders`;
    if (one.do === 'prune') {
      return this.apply({ kind: 'prune', api, keep: one.keep });
    }
    const releases = this.ledger.apis[api]?.releases ?? [];
    const named = one.release === undefined ? {} : { release: releases.at(-1 - (one.release % releases.length))?.id ?? '1' };
    return this.apply(one.do === 'canary'
      ? { kind: 'canary', api, stage: 'live', percentTraffic: one.percentTraffic, ...named }
      : { kind: one.do, api, stage: 'live', ...named });
  }

  /** Whether an action was done. A refused one leaves everything as it was. */
  private apply(action: Action): boolean {
    const next = transition(this.ledger, action);
    if (next.problems) return false;
    this.ledger = next.ledger;
    const text = printLedger(this.ledger);
    expect(parseLedger(text)).toEqual({ ledger: this.ledger });
    return true;
  }

  private expectContent(target: Environment): void {
    const { recording, source } = target.deployed!;
    const head = contentOf(source);
    const served = this.cloud.of(...target.stacks);
    expect(servedBy(served, 'preview')).toEqual({ stable: head });

    const live = this.ledger.apis[recording.api]?.stages.live;
    const released = (id: string) => contentOf(target.released.get(id)!);
    expect(servedBy(served, 'live')).toEqual({
      stable: live ? released(live.stable.release) : head,
      ...(live?.canary && { canary: { percentTraffic: live.canary.percentTraffic, content: released(live.canary.release) } }),
    });
  }

  private synthesize(target: Environment) {
    fs.writeFileSync(this.file, printLedger(this.ledger));
    const app = testApp();
    const stacks = new Map(this.environments.map(({ name }) => [name, this.addEnvironment(app, name)]));
    const assembly = app.synth();
    return {
      templates: stacks.get(target.name)!.map(({ artifactId, stackName }) => [stackName, assembly.getStackArtifact(artifactId).template] as const),
      recording: recordingsOf(assembly).find(({ api }) => api === `Shop-${target.name}/Orders`)!,
    };
  }

  /** The stacks of an environment, in the order of their deployment. */
  private addEnvironment(app: App, name: string): Stack[] {
    const { definition, routed, code, described } = this.source;
    const shop = new Stack(app, `Shop-${name}`);
    const beside = this.layout.functionsApart ? new Stack(app, `Functions-${name}`) : shop;
    const api = testApi(shop, { restApiName: name, releases: ReleaseLedger.fromFile(this.file) });
    api.addRoute('GET /version', Integration.mock({ body: { definition } }));
    api.addStage('preview');
    api.addStage('live', { serves: StageRelease.fromLedger() });
    FUNCTIONS.forEach((id, index) => {
      const description = described ? `build ${code[index]}` : undefined;
      const handler = testFunction(beside, `${name}${id}`, {
        code: lambda.Code.fromInline(codeOf(id, code[index])),
        description,
        ...(description && { currentVersionOptions: { description } }),
      });
      // A function that is not routed any more would take its export away while the API's stack still has it.
      if (beside !== shop) beside.exportValue(handler.functionArn);
      if (routed[index]) api.addRoute(`GET /${id}`, Integration.lambdaFunction(handler));
    });
    return beside === shop ? [shop] : [beside, shop];
  }
}

/** The CDK of the other lane is slower, because it validates each template. */
const runs = { numRuns: process.env.LANE ? 10 : 30, seed: Number(process.env.SEED ?? 1) };

test.each<[string, Layout]>([
  ['one stack', { environments: ['prod'], functionsApart: false }],
  ['two environments, one ledger', { environments: ['dev', 'prod'], functionsApart: false }],
  ['functions in a stack of their own', { environments: ['prod'], functionsApart: true }],
])('each stage serves what its user expects: %s', (_, layout) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-history-'));
  fc.assert(fc.property(fc.array(step, { minLength: 6, maxLength: 16 }), (steps) => {
    const world = new World(layout, path.join(folder, 'releases.json'));
    for (const one of [{ do: 'ship', environment: 0, source: FIRST } as const, ...steps]) world.play(one);
  }), runs);
  fs.rmSync(folder, { recursive: true });
});
