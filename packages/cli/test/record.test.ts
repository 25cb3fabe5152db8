// `stagecraft release record`: what was deployed, and nothing else, becomes a release.
import * as fs from 'node:fs';
import { FakeAws } from './support/fake-aws';
import { Workspace } from './support/workspace';

let aws: FakeAws;
let shop: Workspace;
beforeEach(async () => {
  aws = await FakeAws.start();
  shop = new Workspace(aws.env);
  await shop.release('init');
});
afterEach(async () => {
  await aws.stop();
  shop.remove();
});

const deploy = (stack = 'Shop') => aws.deploy(stack, shop.template(stack));

/** What `aws cloudformation describe-stack-resources` and `list-stack-resources` say of a stack. */
const saved = (stack: string, kind: 'StackResources' | 'StackResourceSummaries') => JSON.stringify({
  [kind]: [...aws.stacks.get(stack)!].map(([LogicalResourceId, { Type, physicalId, status }]) => ({
    ...(kind === 'StackResources' && { StackName: stack }), LogicalResourceId, PhysicalResourceId: physicalId, ResourceType: Type, ResourceStatus: status,
  })),
});

test('what is deployed becomes a release, and stages that follow the ledger are pinned to it', async () => {
  shop.synth();
  deploy();
  expect(await shop.release('record', '--note', 'first')).toEqual({
    ledger: 'releases.json',
    changed: true,
    written: true,
    summary: 'Shop/Orders is recorded as release 1, prod follows the ledger from now on',
    api: 'Shop/Orders',
    release: '1',
    recorded: true,
    pinned: ['prod'],
    diff: expect.stringContaining('+          "note": "first",\n'),
  });
  expect(shop.ledger().apis['Shop/Orders'].stages).toEqual({ prod: { previous: [], stable: { release: '1' } } });
  expect(shop.ledger().apis['Shop/Orders'].releases[0].recordedAt).toBe('2026-05-01T10:00:00Z');
});

test('it is asked where the stack is, page by page', async () => {
  shop.synth();
  deploy();
  await shop.release('record');
  expect(aws.asked.length).toBeGreaterThan(2);
  for (const asked of aws.asked) expect(asked).toMatch(/^eu-west-1 POST .*Action=ListStackResources.*StackName=Shop/);
});

test('recorded twice is recorded once', async () => {
  shop.synth();
  deploy();
  await shop.release('record');
  const before = shop.read();
  expect(await shop.release('record', '--note', 'again')).toMatchObject({ release: '1', recorded: false, changed: false, written: false, diff: '' });
  expect(shop.read()).toBe(before);
});

test('a dry run records nothing', async () => {
  shop.synth();
  deploy();
  const before = shop.read();
  expect(await shop.release('record', '--dry-run')).toMatchObject({ release: '1', changed: true, written: false });
  expect(shop.read()).toBe(before);
});

describe('what is not deployed is refused', () => {
  const refused = async (...args: string[]) => {
    const before = shop.read();
    const { code, problems } = await shop.problems('release', 'record', ...args);
    expect([code, shop.read()]).toEqual([1, before]);
    return problems;
  };

  test('with every resource that is missing', async () => {
    shop.synth();
    deploy();
    shop.synth({ definition: 2, code: { List: 2, Get: 1 } });
    const { head } = Object.values<any>(JSON.parse(shop.read('cdk.out/Shop.metadata.json'))['/Shop/Orders'])[0].data;
    expect(await refused()).toEqual([`NotDeployed: the head of Shop/Orders is not deployed: ${[
      head.deployment, head.functions['Shop/List'].version, head.functions['Shop/Get'].version,
    ].map((id) => `${id} of stack Shop is not there`).join('; ')}`]);
  });

  test('where there is no stack', async () => {
    shop.synth();
    expect(await refused()).toEqual([expect.stringMatching(/^NotDeployed: .*Deployment.* of stack Shop is not there; /)]);
  });

  test.each(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_FAILED', 'DELETE_SKIPPED', 'UPDATE_FAILED'])('while it is %s', async (status) => {
    shop.synth();
    deploy();
    const stack = aws.stacks.get('Shop')!;
    for (const [id, resource] of stack) if (resource.Type === 'AWS::Lambda::Version') stack.set(id, { ...resource, status });
    expect(await refused()).toEqual([expect.stringMatching(new RegExp(`ListCurrentVersion\\w+ of stack Shop is ${status}$`))]);
  });

  test('in saved resources as well', async () => {
    shop.synth();
    deploy();
    shop.write(saved('Shop', 'StackResources'), 'resources.json');
    shop.synth({ definition: 2 });
    expect(await refused('--resources', 'resources.json')).toEqual([expect.stringMatching(/^NotDeployed: /)]);
  });
});

describe('saved resources', () => {
  beforeEach(() => {
    shop.synth();
    deploy();
  });

  test.each([
    ['describe-stack-resources', 'StackResources', 'resources.json'],
    ['list-stack-resources', 'StackResourceSummaries', 'Shop=resources.json'],
  ] as const)('of %s take the place of CloudFormation', async (_command, kind, argument) => {
    shop.write(saved('Shop', kind), 'resources.json');
    expect(await shop.release('record', '--resources', argument)).toMatchObject({ release: '1', recorded: true });
    expect(aws.asked).toEqual([]);
  });

  const BROKEN: [string, string | undefined, string, string][] = [
    ['no file', undefined, 'Shop=none.json', 'FileAccess: "none.json" cannot be used: there is no such file'],
    ['no JSON', '{', 'resources.json', 'ResourcesBroken: "resources.json" is no output of list-stack-resources or describe-stack-resources: '],
    ['no list', '{"Stacks":[]}', 'resources.json', 'it has no StackResources or StackResourceSummaries'],
    ['nothing', 'null', 'resources.json', 'it has no StackResources or StackResourceSummaries'],
    ['a list of something else', '{"StackResources":[{"LogicalResourceId":"A","ResourceStatus":"CREATE_COMPLETE"},7]}', 'Shop=resources.json', 'its resource 2 has no'],
    ['no stack name', '{"StackResourceSummaries":[{"LogicalResourceId":"A","ResourceStatus":"CREATE_COMPLETE"}]}', 'resources.json', 'ResourcesUnnamed: "resources.json" does not name its stack'],
    ['another stack', '{"StackResourceSummaries":[{"LogicalResourceId":"A","ResourceStatus":"CREATE_COMPLETE"}]}', 'Other=resources.json', 'StackUnknown: the saved resources have no stack "Shop"; they have "Other"'],
  ];

  test.each(BROKEN)('with %s are refused', async (_name, text, argument, message) => {
    if (text !== undefined) shop.write(text, 'resources.json');
    const { code, problems } = await shop.problems('release', 'record', '--resources', argument);
    expect([code, ...problems]).toEqual([1, expect.stringContaining(message)]);
  });
});

describe('functions in a nested stack', () => {
  beforeEach(() => {
    shop.synth({ code: { List: 1, Get: 1 }, nested: ['Get'] });
    const file = fs.readdirSync(shop.file('cdk.out')).find((name) => name.endsWith('.nested.template.json'))!;
    aws.deploy('Shop', shop.template(), { Functions: JSON.parse(shop.read(`cdk.out/${file}`)) });
  });

  test('are found by way of the stack around them', async () => {
    expect(await shop.release('record')).toMatchObject({ release: '1' });
    expect(Object.keys(shop.ledger().apis['Shop/Orders'].releases[0].functions).some((key) => /^ShopFunctions\w+\/Get$/.test(key))).toBe(true);
    expect(aws.asked.filter((asked) => /StackName=Shop-\w+-1ABC/.test(asked)).length).toBeGreaterThan(0);
  });

  test('are found in saved resources', async () => {
    const inner = [...aws.stacks.keys()].find((name) => name !== 'Shop')!;
    shop.write(saved('Shop', 'StackResources'), 'outer.json');
    shop.write(saved(inner, 'StackResourceSummaries'), 'inner.json');
    expect(await shop.release('record', '--resources', 'outer.json', `${inner}=inner.json`)).toMatchObject({ release: '1' });
  });

  test('are missing where the nested stack is', async () => {
    for (const [id, resource] of aws.stacks.get('Shop')!) {
      if (resource.Type === 'AWS::CloudFormation::Stack') aws.stacks.get('Shop')!.set(id, { ...resource, status: 'DELETE_COMPLETE' });
    }
    expect((await shop.problems('release', 'record')).problems).toEqual([expect.stringMatching(/^NotDeployed: .*GetCurrentVersion\w+ of stack ShopFunctions\w+ is not there$/)]);
  });
});

describe('several APIs', () => {
  beforeEach(() => {
    shop.synth({ stacks: ['Shop-dev', 'Shop-prod'] });
    deploy('Shop-prod');
  });

  test('have to be told apart', async () => {
    expect(await shop.problems('release', 'record')).toEqual({ code: 1, problems: ['AmbiguousApi: this could be "Shop-dev/Orders" or "Shop-prod/Orders"'] });
    expect(await shop.problems('release', 'record', '--api', 'Shop')).toEqual({ code: 1, problems: ['AmbiguousApi: this could be "Shop-dev/Orders" or "Shop-prod/Orders"'] });
    expect(await shop.problems('release', 'record', '--api', 'Other')).toEqual({ code: 1, problems: ['UnknownApi: there is no API "Other"; there is "Shop-dev/Orders", "Shop-prod/Orders"'] });
  });

  test.each(['Shop-prod/Orders', 'Shop-prod', 'prod'])('are told apart by %s', async (key) => {
    expect(await shop.release('record', '--api', key)).toMatchObject({ api: 'Shop-prod/Orders', release: '1' });
  });
});

test('a ledger that the app names is the one that is used', async () => {
  await shop.release('init', '--ledger', 'shop.json');
  shop.synth({ ledger: 'shop.json' });
  deploy();
  expect(await shop.release('record')).toMatchObject({ ledger: 'shop.json' });
});

test('AWS that fails is told from a refusal', async () => {
  shop.synth();
  await aws.stop();
  const { code, problems } = await shop.problems('release', 'record');
  expect([code, ...problems]).toEqual([3, expect.stringMatching(/^Aws: ListStackResources of Shop failed: .*ECONNREFUSED/s)]);
  aws = await FakeAws.start();
});

test('the API that was replaced, and the note that is too long', async () => {
  shop.synth();
  deploy();
  await shop.release('record');
  expect(await shop.problems('release', 'record', '--note', 'x'.repeat(257))).toEqual({ code: 1, problems: ['NoteLength: the note has 257 characters, and 256 is the limit'] });
  shop.write(shop.read('cdk.out/Shop.metadata.json').replace(/"resource": "OrdersA9B65338"/, '"resource": "Another"'), 'cdk.out/Shop.metadata.json');
  expect((await shop.problems('release', 'record')).problems).toEqual([expect.stringMatching(/^ApiReplaced: /)]);
});

test('without an assembly, or one without an API with a ledger, there is nothing to record', async () => {
  expect((await shop.problems('release', 'record')).problems).toEqual(['AssemblyMissing: there is no cloud assembly in "cdk.out"']);
  shop.write('{"artifacts":{}}', 'cdk.out/manifest.json');
  expect((await shop.problems('release', 'record')).problems).toEqual(['NoRecording: the cloud assembly "cdk.out" has no recording of any API; it has none']);
});
