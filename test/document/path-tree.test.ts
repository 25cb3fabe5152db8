import { PathTree } from '../../src/document/path-tree';
import { Route } from '../../src/route';
import { TestReport } from '../support/report';

const route = (routeKey: string) => Route._parse(routeKey, new TestReport())!;

test.each([
  [['GET /'], 1],
  [['GET /a', 'POST /a'], 2],
  [['GET /a/b/c'], 4],
  [['GET /a/{x}', 'GET /a/{x}/b', 'GET /c/{y}'], 6],
])('the resources of %j', (routeKeys, want) => {
  const tree = new PathTree();
  const report = new TestReport();
  for (const key of routeKeys) expect(tree.add(route(key), report)).toBe(true);
  expect(tree.size).toBe(want);
  expect(report.problems).toEqual([]);
});

test.each([
  ['GET /a/{x}', 'GET /a/{y}', '{y}', '{x}'],
  ['GET /a/{x}', 'POST /a/{x+}', '{x+}', '{x}'],
  ['GET /{proxy+}', 'GET /{id}/b', '{id}', '{proxy+}'],
])('%s and %s have two variables on one level', (first, second, segment, other) => {
  const tree = new PathTree();
  const report = new TestReport();
  expect(tree.add(route(first), report)).toBe(true);
  const { size } = tree;
  expect(tree.add(route(second), report)).toBe(false);
  expect(report.problems).toEqual([['PathVariableSiblings', second, segment, other, first]]);
  expect(tree.size).toBe(size);
});

test('a variable and literal segments stand side by side', () => {
  const tree = new PathTree();
  const report = new TestReport();
  for (const key of ['GET /a/{x}', 'GET /a/new', 'GET /a/new/{y}', 'GET /{z}']) expect(tree.add(route(key), report)).toBe(true);
  expect(report.problems).toEqual([]);
});
