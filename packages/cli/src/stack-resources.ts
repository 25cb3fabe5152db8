import type { AssembledStack } from './assembly-file';
import { refuse } from './problems';
import type { Recording } from 'cdk-stagecraft/releases/recording';

/** A resource as CloudFormation has it. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly status: string;
}

/** Where the resources of a stack come from. */
export interface StackResources {
  /** None of a stack that does not exist. */
  list(stackName: string, region?: string): Promise<readonly StackResource[]>;
}

/** A resource of the app, by the artifact id of its stack and its logical id. */
export interface Wanted {
  readonly stack: string;
  readonly logicalId: string;
}

/** The deployed resources behind a recording. Each stack is looked at once. */
export class DeployedResources {
  private readonly seen = new Map<string, Promise<ReadonlyMap<string, StackResource>>>();

  constructor(
    private readonly recorded: Recording['stacks'],
    private readonly source: StackResources,
    private readonly assembled: ReadonlyMap<string, AssembledStack>,
  ) {}

  /** The physical ids of resources that have to be there. */
  public async physicalIds(what: string, wanted: readonly Wanted[]): Promise<string[]> {
    const found = await Promise.all(wanted.map(async (one) => this.find(one)));
    const missing = wanted.flatMap(({ stack, logicalId }, index) => {
      const status = found[index]?.status;
      return isThere(found[index]) ? [] : [`${logicalId} of stack ${stack} is ${status ?? 'not there'}`];
    });
    if (missing.length > 0) refuse('NotDeployed', what, missing);
    return found.map((resource) => resource?.physicalId ?? '');
  }

  /** The stack's region, which a nested one has from its parent. */
  public region(stack: string): string | undefined {
    const at = this.recorded[stack];
    return at && 'parent' in at ? this.region(at.parent) : this.assembled.get(stack)?.region;
  }

  private async find({ stack, logicalId }: Wanted): Promise<StackResource | undefined> {
    if (!this.seen.has(stack)) this.seen.set(stack, this.look(stack));
    return (await this.seen.get(stack)!).get(logicalId);
  }

  private async look(stack: string): Promise<ReadonlyMap<string, StackResource>> {
    const name = await this.nameOf(stack);
    const resources = name === undefined ? [] : await this.source.list(name, this.region(stack));
    return new Map(resources.map((resource) => [resource.logicalId, resource]));
  }

  private async nameOf(stack: string): Promise<string | undefined> {
    const at = this.recorded[stack] ?? this.assembled.get(stack);
    if (!at || 'stackName' in at) return at?.stackName;
    const nested = await this.find({ stack: at.parent, logicalId: at.resource });
    return nested && isThere(nested) ? nested.physicalId?.replace(/^arn:[^/]*:stack\/([^/]+)\/.*$/, '$1') : undefined;
  }
}

function isThere(resource?: StackResource): boolean {
  return resource !== undefined && resource.status.endsWith('_COMPLETE') && !resource.status.startsWith('DELETE');
}
