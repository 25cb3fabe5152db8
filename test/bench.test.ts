import type { App, Stack } from 'aws-cdk-lib';
import { addStagecraft, benchApp, RESOURCES_PER_FUNCTION } from '../bench/apis';

const SIZES = [1, 10, 100, 300, 1000];
const FUNCTIONS = 10;

/** The template as the CDK writes it. */
function templateText(routes: number, stageNames: string[]): string {
  const size = { routes, functions: FUNCTIONS };
  const { app, stack } = benchApp((scope, benchRoutes, functions) => addStagecraft(scope, benchRoutes, functions, stageNames), size);
  return JSON.stringify(templateOf(app, stack), undefined, 1);
}

function templateOf(app: App, stack: Stack): { Resources: Record<string, unknown> } {
  return app.synth().getStackArtifact(stack.artifactId).template;
}

describe.each([[['prod']], [['dev', 'test', 'prod']]])('an API with the stages %j', (stageNames) => {
  const counts = new Map(SIZES.map((routes) => {
    const { Resources } = JSON.parse(templateText(routes, stageNames)) as { Resources: Record<string, unknown> };
    return [routes, Object.keys(Resources).length - FUNCTIONS * RESOURCES_PER_FUNCTION];
  }));

  test.each(SIZES)('adds no more resources for %d routes than its functions and stages ask for', (routes) => {
    const functions = Math.min(routes, FUNCTIONS);
    expect(counts.get(routes)).toBeLessThanOrEqual(8 + functions + 2 * functions * stageNames.length + 2 * stageNames.length);
  });

  test('adds the same resources for any number of routes with the same functions', () => {
    expect(new Set(SIZES.filter((routes) => routes >= FUNCTIONS).map((routes) => counts.get(routes))).size).toBe(1);
  });
});

test('a template with 1,000 routes is one that CloudFormation takes', () => {
  expect(Buffer.byteLength(templateText(1000, ['prod']))).toBeLessThan(1_000_000);
});
