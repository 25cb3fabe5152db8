// The life of releases: the example, the CDK's own command line, `stagecraft` as it is published, and an emulator of AWS.
//
// The emulator knows CloudFormation's resources by their logical ids, versions and aliases, and the stage's deployment and variables. It
// leaves out CanarySetting, in CloudFormation and in CreateStage, it ignores `copy` in UpdateStage, and what UpdateStage sets of a canary
// stays text. It also replaces an API whose document changes, so that a deployment is followed by its logical id. What a canary is in a stage
// of API Gateway is settled by packages/cli/test/live.test.ts, against a fake that keeps to AWS's rules, and by integ/integ.canary.ts.
import * as path from 'node:path';
import { ExampleApp } from './support/example-app';
import { compileLibrary } from './support/library';
import { MiniStack } from './support/ministack';
import { PYTHON_MISSING } from './support/python';
import { ReleasedShop } from './support/released-shop';
import { ROOT, run } from './support/run';
import type { Release } from '../../src/releases/ledger';

jest.setTimeout(10 * 60_000);

(PYTHON_MISSING ? describe.skip : describe)(`releases on an emulator of AWS${PYTHON_MISSING ? ` (${PYTHON_MISSING})` : ''}`, () => {
  let aws: MiniStack;
  let app: ExampleApp;
  let shop: ReleasedShop;

  const deploy = async () => app.cdk(aws, 'deploy', 'Shop-prod', '--require-approval', 'never');
  const release = async (...args: string[]) => app.release(aws, ...args, '--api', 'Shop-prod');

  /** What a release of the ledger is where it is deployed. */
  const deployed = async (id: string) => shop.deployed(app.ledger().apis['Shop-prod/Orders'].releases.find((one) => one.id === id) as Release);

  const expectServed = async (live: string, canary: string, preview: string) => {
    expect(await shop.served('live')).toEqual(await deployed(live));
    expect((await shop.served('live', 'live-canary')).versions).toEqual((await deployed(canary)).versions);
    expect(await shop.served('preview')).toEqual(await deployed(preview));
  };

  const expectNoChange = async () => expect(await deploy()).toContain('Shop-prod (no changes)');

  beforeAll(async () => {
    await compileLibrary();
    await run(process.execPath, [path.join(ROOT, 'packages', 'cli', 'build.mjs')]);
    app = ExampleApp.copyOf('releases');
    aws = await MiniStack.start();
    shop = new ReleasedShop(aws);
    await app.cdk(aws, 'bootstrap', 'aws://000000000000/us-east-1');
  });

  afterAll(async () => {
    app?.remove();
    await aws?.stop();
  });

  test('nothing is recorded before it is deployed', async () => {
    await app.cdk(aws, 'synth', 'Shop-prod');
    await expect(release('record')).rejects.toThrow('NotDeployed');
  });

  test('the first release is what is deployed, and recording it changes nothing', async () => {
    await deploy();
    expect(await release('record')).toMatchObject({ api: 'Shop-prod/Orders', release: '1', recorded: true, pinned: ['live'] });
    await expectServed('1', '1', '1');
    await expectNoChange();
  });

  test('another deploy is for the stage that follows the head', async () => {
    app.edit('handlers/list/index.js', 'orderId: \'1\'', 'orderId: \'2\'');
    await deploy();
    expect(await release('record')).toMatchObject({ release: '2', recorded: true, pinned: [] });
    expect((await deployed('2')).deploymentId).toBe((await deployed('1')).deploymentId);
    await expectServed('1', '1', '2');

    app.edit('shop-stack.ts', 'addRoute(\'GET /rates\'', 'addRoute(\'GET /exchange\'');
    await deploy();
    expect(await release('record')).toMatchObject({ release: '3', recorded: true });
    expect((await deployed('3')).deploymentId).not.toBe((await deployed('1')).deploymentId);
    await expectServed('1', '1', '3');
  });

  test('a canary moves its own alias', async () => {
    await release('canary', 'live', '--percent', '10');
    await deploy();
    await expectServed('1', '3', '3');
  });

  test('a promotion moves the stage and its alias', async () => {
    await release('promote', 'live');
    await deploy();
    await expectServed('3', '3', '3');
    await expectNoChange();
  });

  test('a rollback moves them back', async () => {
    await release('rollback', 'live');
    await deploy();
    await expectServed('1', '1', '3');
  });

  test('live, it is done at once, and the deploy after that leaves it as it is', async () => {
    for (const [args, live, canary] of [[['promote', 'live', '--release', '2'], '2', '2'], [['rollback', 'live'], '1', '1']] as const) {
      await release(...args, '--live');
      await expectServed(live, canary, '3');
      const { deploymentId, variables } = await shop.stage('live');
      await deploy();
      await expectServed(live, canary, '3');
      expect(await shop.stage('live')).toMatchObject({ deploymentId, variables });
    }
  });

  test('a live canary comes and goes', async () => {
    await release('canary', 'live', '--release', '3', '--percent', '12.5', '--live');
    await expectServed('1', '3', '3');
    const [{ deploymentId: first }, { deploymentId: third }] = [await deployed('1'), await deployed('3')];
    expect((await shop.stage('live')).canarySettings).toEqual({ deploymentId: third, percentTraffic: '12.5', stageVariableOverrides: { lambdaAlias: 'live-canary', ratesHost: 'rates.example.com' } });

    await release('rollback', 'live', '--live');
    await expectServed('1', '1', '3');
    expect((await shop.stage('live')).canarySettings).toMatchObject({ deploymentId: first, percentTraffic: '0.0', stageVariableOverrides: { lambdaAlias: 'live' } });
  });
});
