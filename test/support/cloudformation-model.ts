import type { SynthesizedResource, SynthesizedTemplate } from './synthesize';

interface Deployed extends SynthesizedResource {
  /** What a deployment or a version is a snapshot of: what that was when the resource appeared. */
  readonly snapshot?: string;
}

/** What one deploy did to a stack. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

const COMPARED = ['Properties', 'DependsOn', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'];

/** Which properties make CloudFormation replace the two kinds of snapshots. */
const SNAPSHOTS: Record<string, readonly string[]> = {
  'AWS::ApiGateway::Deployment': ['RestApiId'],
  'AWS::Lambda::Version': ['FunctionName', 'Description', 'CodeSha256'],
};

/**
 * CloudFormation, as far as releases depend on it: resources appear, stay and disappear by their logical id; a deployment is a snapshot of
 * the API's body, and a version of its function, when it appears; neither ever changes. What CloudFormation, API Gateway or Lambda would
 * refuse is an error here.
 */
export class CloudFormationModel {
  private readonly stacks = new Map<string, Map<string, Deployed>>();
  private readonly exports = new Map<string, string>();

  public deploy(name: string, template: SynthesizedTemplate): Changes {
    const before = this.stacks.get(name) ?? new Map<string, Deployed>();
    const after = new Map<string, Deployed>();
    const changes: Changes = { created: [], updated: [], deleted: [...before.keys()].filter((id) => !template.Resources[id]) };
    for (const [id, resource] of Object.entries(template.Resources)) {
      const old = before.get(id);
      if (old && old.Type !== resource.Type) throw new Error(`${id} changes its type`);
      if (!old) changes.created.push(id);
      else if (COMPARED.some((part) => text(old, part) !== text(resource, part))) changes.updated.push(id);
      const differs = (property: string) => old && text(old.Properties, property) !== text(resource.Properties, property);
      const replacing = SNAPSHOTS[resource.Type]?.filter(differs) ?? [];
      if (replacing.length > 0) throw new Error(`${id} would be replaced for its ${replacing.join(', ')}: a snapshot of today under an old name`);
      after.set(id, { ...resource, snapshot: old ? old.snapshot : snapshotOf(resource, template) });
    }
    this.refuseDanglingReferences(template);
    this.refuseSecondVersions(before, after);
    this.refuseExportsInUse(name, template);
    this.stacks.set(name, after);
    for (const [id, { snapshot }] of after) this.refuseTwins(id, snapshot, after);
    return changes;
  }

  /** What some stacks have together; logical ids are unique in there. */
  public of(...stacks: string[]): DeployedResources {
    return new DeployedResources(stacks.flatMap((name) => [...this.stacks.get(name)!]));
  }

  private refuseDanglingReferences(template: SynthesizedTemplate): void {
    const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
    for (const [, id] of JSON.stringify(template.Resources).matchAll(/"(?:Ref":"|Fn::GetAtt":\[")(\w+)"/g)) {
      if (!known.has(id)) throw new Error(`${id} is referred to, and not in the template`);
    }
  }

  /** Lambda publishes no second version of what it published last; CloudFormation fails then. */
  private refuseSecondVersions(before: Map<string, Deployed>, after: Map<string, Deployed>): void {
    for (const [id, version] of after) {
      if (version.Type !== 'AWS::Lambda::Version' || before.has(id)) continue;
      const twin = [...before].find(([other, one]) => after.has(other) && one.snapshot === version.snapshot);
      if (twin) throw new Error(`${id} is a second version of what ${twin[0]} is`);
    }
  }

  private refuseTwins(id: string, snapshot: string | undefined, resources: Map<string, Deployed>): void {
    const twins = [...resources].filter(([, one]) => snapshot !== undefined && one.snapshot === snapshot).map(([other]) => other);
    if (twins.length > 1) throw new Error(`${id} is there ${twins.length} times: ${twins.join(', ')}`);
  }

  private refuseExportsInUse(name: string, template: SynthesizedTemplate): void {
    const outputs = Object.values<{ Export?: { Name: string } }>(template.Outputs ?? {});
    const exported = new Set(outputs.flatMap(({ Export }) => (Export ? [Export.Name] : [])));
    for (const [stack, resources] of this.stacks) {
      if (stack === name) continue;
      for (const [, used] of JSON.stringify([...resources]).matchAll(/"Fn::ImportValue":"([^"]+)"/g)) {
        if (this.exports.get(used) === name && !exported.has(used)) throw new Error(`the export ${used} of ${name} is in use by ${stack}`);
      }
    }
    for (const one of exported) this.exports.set(one, name);
    for (const [, used] of JSON.stringify(template.Resources).matchAll(/"Fn::ImportValue":"([^"]+)"/g)) {
      if (!this.exports.has(used)) throw new Error(`nothing exports ${used}`);
    }
  }
}

export class DeployedResources {
  constructor(private readonly all: readonly (readonly [string, Deployed])[]) {}

  public ofType(type: string): (readonly [string, Deployed])[] {
    return this.all.filter(([, resource]) => resource.Type === type);
  }

  public only(type: string, matches: (resource: Deployed) => boolean): Deployed {
    const found = this.ofType(type).filter(([, resource]) => matches(resource));
    if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} instead of one`);
    return found[0][1];
  }

  public byId(id: string): Deployed {
    const found = this.all.filter(([one]) => one === id);
    if (found.length !== 1) throw new Error(`${id} is deployed ${found.length} times`);
    return found[0][1];
  }
}

function snapshotOf({ Type, Properties }: SynthesizedResource, { Resources }: SynthesizedTemplate): string | undefined {
  if (Type === 'AWS::ApiGateway::Deployment') return text(Resources[Properties.RestApiId.Ref].Properties, 'Body');
  if (Type === 'AWS::Lambda::Version') return text(Resources[Properties.FunctionName.Ref], 'Properties') + Properties.FunctionName.Ref;
  return undefined;
}

function text(value: object, ...names: string[]): string {
  return JSON.stringify(names.map((name) => (value as Record<string, unknown>)[name] ?? null));
}
