import { readJson } from './bounded-file';
import { refuse } from './problems';
import type { StackResource, StackResources } from './stack-resources';

/** One resource in the output of `describe-stack-resources` or `list-stack-resources`; the latter does not name the stack. */
interface SavedResource {
  readonly StackName?: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceStatus: string;
}

/** Stack resources as the AWS CLI has saved them, each file named as `file` or `stack=file`. */
export function savedStackResources(names: readonly string[]): StackResources {
  const stacks = new Map<string, StackResource[]>();
  for (const name of names) {
    const [, stack, file = name] = /^([A-Za-z][A-Za-z0-9-]*)=(.+)$/.exec(name) ?? [];
    for (const { StackName, LogicalResourceId, PhysicalResourceId, ResourceStatus } of resourcesIn(file)) {
      const key = stack ?? StackName ?? refuse('ResourcesUnnamed', file);
      if (!stacks.has(key)) stacks.set(key, []);
      stacks.get(key)!.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId, status: ResourceStatus });
    }
  }
  return { list: async (stack) => stacks.get(stack) ?? refuse('StackUnknown', stack, [...stacks.keys()]) };
}

function resourcesIn(file: string): readonly SavedResource[] {
  const broken = (why: string) => refuse('ResourcesBroken', file, why);
  const value = readJson(file, broken);
  if (value === undefined) return refuse('FileAccess', file, 'there is no such file');
  const { StackResources: described, StackResourceSummaries: listed } = (value ?? {}) as Record<string, unknown>;
  const resources = described ?? listed;
  if (!Array.isArray(resources)) return broken('it has no StackResources or StackResourceSummaries');
  const isText = (one: unknown, name: string) => typeof (one as Record<string, unknown> | null)?.[name] === 'string';
  const wrong = resources.findIndex((one) => !isText(one, 'LogicalResourceId') || !isText(one, 'ResourceStatus'));
  return wrong < 0 ? resources : broken(`its resource ${wrong + 1} has no LogicalResourceId or no ResourceStatus`);
}
