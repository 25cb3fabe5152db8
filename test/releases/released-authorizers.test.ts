import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, ReleaseLedger, StageRelease } from '../../src';
import { testApi, testApp, testFunction } from '../support/apps';
import { ReleasedApi } from '../support/released-api';
import { resourcesOf, synthesize, type SynthesizedTemplate } from '../support/synthesize';

interface Variation {
  readonly code?: string;
  /** What the functions Gate and List do. */
  readonly gate?: 'authorizes' | 'answers' | 'both' | 'nothing';
}

function shop(released: ReleasedApi, { code = 'one', gate = 'authorizes' }: Variation = {}): Stack {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
  const handler = testFunction(stack, 'Gate', { code: lambda.Code.fromInline(code) });
  const authorizes = gate === 'authorizes' || gate === 'both';
  const answers = gate === 'answers' || gate === 'both';
  api.addRoute('GET /orders', answers ? Integration.lambdaFunction(handler) : Integration.mock(), authorizes ? { authorizer: Authorizer.lambdaToken(handler) } : {});
  api.addStage('prod', { serves: StageRelease.fromLedger() });
  return stack;
}

const aliasesOf = (template: SynthesizedTemplate) => Object.fromEntries(Object.values(resourcesOf(template, 'AWS::Lambda::Alias'))
  .map(({ Properties }) => [Properties.Name, Properties.FunctionVersion['Fn::GetAtt'][0]]));
const permissionsOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
  .map(({ Properties }) => `${Properties.FunctionName['Fn::Join'][1][1]} ${Properties.SourceArn['Fn::Join'][1].at(-1)}`).sort();

test('the version of an authorizer is pinned, and the canary has its own', () => {
  const released = new ReleasedApi();
  const first = released.ship(shop(released));
  const [version] = Object.keys(resourcesOf(first, 'AWS::Lambda::Version'));
  released.ship(shop(released, { code: 'two' }));
  released.canary({ stage: 'prod', percentTraffic: 10 });
  const second = synthesize(shop(released, { code: 'two' }));
  const newer = Object.keys(resourcesOf(second, 'AWS::Lambda::Version')).find((id) => id !== version);
  expect(aliasesOf(second)).toEqual({ 'prod': version, 'prod-canary': newer });
  expect(permissionsOf(second)).toEqual([':prod /authorizers/*', ':prod-canary /authorizers/*']);
});

test.each<[Variation['gate'], string | undefined]>([['authorizes', 'only'], ['both', 'too'], ['answers', undefined]])('a release says of a function that %s: %s', (gate, how) => {
  const released = new ReleasedApi();
  released.ship(shop(released, { gate }));
  expect(released.ledger.apis['Shop/Orders'].releases[0].authorizers).toEqual(how && { 'Shop/Gate': how });
});

test.each<[Variation['gate'], string[]]>([
  ['authorizes', [':prod /authorizers/*', ':prod-canary /authorizers/*']],
  ['answers', [':prod /prod/*', ':prod-canary /prod/*']],
  ['both', [':prod /authorizers/*', ':prod /prod/*', ':prod-canary /authorizers/*', ':prod-canary /prod/*']],
])('a function that %s keeps its permissions when no route leads to it any more', (gate, want) => {
  const released = new ReleasedApi();
  released.ship(shop(released, { gate }));
  expect(permissionsOf(synthesize(shop(released, { gate: 'nothing' })))).toEqual(want);
});

test('recording the same again changes nothing, recording another use does', () => {
  const released = new ReleasedApi();
  released.ship(shop(released, { gate: 'both' }));
  released.ship(shop(released, { gate: 'both' }));
  expect(released.ledger.apis['Shop/Orders'].releases).toHaveLength(1);
});
