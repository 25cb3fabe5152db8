import * as fs from 'node:fs';
import * as path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Integration } from '../src';
import { testApi, testApp, testFunction } from './support/apps';
import { problemGuide } from './support/problem-guide';
import { PROBLEMS } from '../src/problems';
import { problemsOf } from './support/synthesize';

test('ten mistakes in one app are one error with ten problems', () => {
  const app = testApp();
  const shop = new Stack(app, 'Shop');
  const orders = testApi(shop);
  const list = Integration.lambdaFunction(testFunction(shop));
  orders.addRoute('GET orders', list);
  orders.addRoute('GET /orders/{id}', list);
  orders.addRoute('POST /orders/{orderId}', list);
  orders.addRoute('GET /{proxy+}/tail', list);
  orders.addRoute('GET /orders/{id}', list);
  orders.addRoute('GET /rates', Integration.httpProxy('https://${stageVariables.ratesHost}/'));
  orders.addStage('dev', { variables: { ratesHost: 'rates.example', motto: 'a b' }, throttle: { rateLimit: -1 } });
  orders.addStage('dev', { variables: { ratesHost: 'rates.example' } });
  orders.addStage('prod', { aliasName: '1' });
  const other = testApi(new Stack(app, 'Other'));
  other.addStage('dev');

  expect(problemsOf(shop).map((problem) => /^\[(.*)\] (\w+): .*\. Remedy: .+\.$/.exec(problem)?.slice(1).join(' '))).toEqual([
    'Shop/Orders RouteKeySyntax',
    'Shop/Orders PathVariableSiblings',
    'Shop/Orders GreedyVariableNotLast',
    'Shop/Orders DuplicateRoute',
    'Shop/Orders DuplicateStage',
    'Shop/Orders/dev VariableValue',
    'Shop/Orders/dev Throttle',
    'Shop/Orders/prod AliasName',
    'Shop/Orders/prod UndefinedVariable',
    'Other/Orders NoRoute',
  ]);
});

test('problems are the same each time they are asked for', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  testApi(stack).addRoute('GET orders', Integration.mock());
  expect(problemsOf(stack)).toHaveLength(1);
  expect(problemsOf(stack)).toHaveLength(1);
});

test('every problem names its rule and the page that states it', () => {
  for (const { rule, see } of Object.values(PROBLEMS)) {
    expect(rule).toMatch(/^[A-Z/].*[.,]$/);
    expect(see).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});

test('docs/problems.md lists them all', () => {
  const file = path.join(__dirname, '..', 'docs', 'problems.md');
  if (process.env.UPDATE_GOLDEN) fs.writeFileSync(file, problemGuide());
  expect(fs.readFileSync(file, 'utf8')).toBe(problemGuide());
});
