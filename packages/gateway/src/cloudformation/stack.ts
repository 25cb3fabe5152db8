import type { StackTemplate } from '../assembly/assembly';
import type { Assets } from '../assembly/assets';
import { isObject, member, textOf, type Json, type JsonObject } from '../json';
import { Position } from '../position';
import type { Cloud } from './cloud';
import { resolveDynamicReferences } from './dynamic-references';
import { evaluate } from './evaluate';
import { isTrue } from './intrinsics/conditions';
import { membersOf, snippet } from './intrinsics/include';
import { nestedStack } from './nested-stack';
import { knownParameterValue, parameterValue } from './parameters';
import { Place } from './place';
import { isPseudoParameter, pseudoParameter } from './pseudo-parameters';
import { Resource } from './resource';
import { checkRules } from './rules';

/** A stack: its template's sections, evaluated as far as they are asked for. */
export class Stack {
  readonly key: string;
  readonly stackName: string;
  readonly file: string;
  readonly assets: Assets;
  readonly constructPaths: ReadonlyMap<string, string>;
  readonly account: string;
  readonly region: string;
  private readonly sections = new Map<string, JsonObject>();
  private readonly decided = new Map<string, boolean>();
  private readonly nested = new Map<string, Stack | undefined>();
  private allIncluded?: JsonObject;
  private allOfTemplate?: ReadonlyMap<string, Resource>;

  /** @param parent the resource that a nested stack is in its parent's template */
  constructor(readonly cloud: Cloud, private readonly template: StackTemplate, readonly parent?: Resource) {
    ({ key: this.key, stackName: this.stackName, file: this.file, assets: this.assets, constructPaths: this.constructPaths } = template);
    this.account = template.account ?? cloud.options.account;
    this.region = template.region ?? cloud.options.region;
  }

  get partition(): string {
    return this.region.startsWith('cn-') ? 'aws-cn' : this.region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  }

  get urlSuffix(): string {
    return this.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  }

  get stackId(): string {
    return `arn:${this.partition}:cloudformation:${this.region}:${this.account}:stack/${this.stackName}/local`;
  }

  get mappings(): JsonObject {
    return this.section('Mappings');
  }

  evaluate(value: Json, place: Place): Json | undefined {
    return evaluate(value, place);
  }

  dynamicReferences(text: string, place: Place): string {
    return resolveDynamicReferences(text, place);
  }

  /** What `Ref` gives for a parameter or a resource. */
  reference(name: string, place: Place): Json | undefined {
    if (isPseudoParameter(name)) return pseudoParameter(name, this);
    const parameter = member(this.section('Parameters'), name);
    if (parameter !== undefined) {
      const value = parameterValue(name, parameter, this.given(name), place);
      return typeof value === 'string' ? place.evaluate(value) : value;
    }
    const resource = this.templateResources.get(name);
    if (resource) return this.checkExists(resource, place).ref(place);
    place.report('error', 'unknown-reference', `there is neither a parameter nor a resource ${name}`);
    return `unknown-${name}`;
  }

  /** A parameter's value, where there is one; nothing is said where there is none. */
  knownReference(name: string): Json | undefined {
    if (isPseudoParameter(name)) return pseudoParameter(name, this);
    const parameter = member(this.section('Parameters'), name);
    return parameter === undefined ? undefined : knownParameterValue(parameter, this.given(name), this.cloud);
  }

  /** Says which rules are broken, in this stack and in those nested in it. */
  checkRules(): void {
    checkRules(this.section('Rules'), this.place('Rules'));
    for (const resource of this.ownResources('AWS::CloudFormation::Stack')) this.nestedIn(resource)?.checkRules();
  }

  /** What `Fn::GetAtt` gives. */
  attribute(logicalId: string, name: string, place: Place): Json | undefined {
    const resource = this.templateResources.get(logicalId);
    if (!resource) {
      place.report('error', 'unknown-reference', `there is no resource ${logicalId}`);
      return `unknown-${logicalId}.${name}`;
    }
    const output = resource.type === 'AWS::CloudFormation::Stack' ? /^Outputs\.(.+)$/.exec(name)?.[1] : undefined;
    if (output === undefined) return this.checkExists(resource, place).attribute(name, place);
    const value = this.nestedIn(resource)?.output(output);
    if (value === undefined) place.report('error', 'unknown-reference', `the nested stack ${logicalId} has no output ${output}`);
    return value ?? `unknown-${logicalId}.${name}`;
  }

  /** Whether a condition is true; one that is not there is false. */
  condition(name: string, place: Place): boolean {
    const known = this.decided.get(name);
    if (known !== undefined) return known;
    const definition = member(this.section('Conditions'), name);
    if (definition === undefined) place.report('error', 'unknown-reference', `there is no condition ${name}`);
    const decide = () => definition !== undefined && isTrue(definition, this.place('Conditions', name));
    const decision = this.cloud.guard(`${this.key}/Conditions/${name}`, place, decide) ?? false;
    this.decided.set(name, decision);
    return decision;
  }

  output(name: string): Json | undefined {
    const place = this.place('Outputs', name);
    const output = member(this.section('Outputs'), name);
    const condition = member(output, 'Condition');
    if (typeof condition === 'string' && !this.condition(condition, place)) return undefined;
    return this.cloud.guard(`${this.key}/Outputs/${name}`, place, () => place.at('Value').evaluate(member(output, 'Value')));
  }

  /** The value of an export of this stack or of one nested in it. */
  exported(name: string): Json | undefined {
    for (const [output, body] of Object.entries(this.section('Outputs'))) {
      const place = this.place('Outputs', output).at('Export').at('Name');
      const exportName = member(member(body, 'Export'), 'Name');
      const given = exportName === undefined ? undefined : this.cloud.guard(`${this.key}/Outputs/${output}/Export`, place, () => place.evaluate(exportName));
      if (given === name) return this.output(output);
    }
    for (const resource of this.ownResources('AWS::CloudFormation::Stack')) {
      const value = this.nestedIn(resource)?.exported(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The resources of one type that the conditions let be. */
  ownResources(type: string): Resource[] {
    return [...this.templateResources.values()].filter((resource) => resource.type === type && resource.exists);
  }

  /** All resources that the conditions let be, those of nested stacks included. */
  allResources(): Resource[] {
    const own = [...this.templateResources.values()].filter((resource) => resource.exists);
    return own.flatMap((resource) => resource.type === 'AWS::CloudFormation::Stack' ? [resource, ...this.nestedIn(resource)?.allResources() ?? []] : [resource]);
  }

  private get templateResources(): ReadonlyMap<string, Resource> {
    const resources = () => Object.entries(this.section('Resources')).map(([logicalId, body]) => [logicalId, new Resource(this, logicalId, body)] as const);
    return this.allOfTemplate ??= new Map(resources());
  }

  private nestedIn(resource: Resource): Stack | undefined {
    if (!this.nested.has(resource.logicalId)) this.nested.set(resource.logicalId, nestedStack(resource));
    return this.nested.get(resource.logicalId);
  }

  private given(name: string): Json | undefined {
    if (this.parent) return this.parent.memberOf('Parameters', name);
    return this.cloud.givenParameter(`${this.stackName}:${name}`) ?? this.cloud.givenParameter(name) ?? textOf(member(this.template.parameters, name));
  }

  private checkExists(resource: Resource, place: Place): Resource {
    if (!resource.exists) place.report('warning', 'condition-false', `the condition of ${resource.logicalId} is false`);
    return resource;
  }

  private section(name: string): JsonObject {
    const known = this.sections.get(name);
    if (known) return known;
    const place = this.place(name);
    const section = this.cloud.guard(`${this.key}/${name}`, place, () => this.readSection(name, place)) ?? {};
    this.sections.set(name, section);
    return section;
  }

  private readSection(name: string, place: Place): JsonObject {
    const body = member(this.template.template, name);
    if (body !== undefined && !isObject(body)) place.report('error', 'invalid-value', `${name} has to be an object`);
    // What a template includes as a whole has no parameters, and may be at a place that a parameter gives.
    const included = name === 'Parameters' ? undefined : member(this.included, name);
    return { ...membersOf(included, place), ...membersOf(body, place) };
  }

  /** The sections of a snippet that the template includes as a whole. */
  private get included(): JsonObject {
    return this.allIncluded ??= Object.assign({}, ...[member(this.template.template, 'Transform') ?? []].flat().map((transform) =>
      member(transform, 'Name') === 'AWS::Include' ? snippet(transform, this.place('Transform')) : {})) as JsonObject;
  }

  private place(...keys: string[]): Place {
    return keys.reduce((place, key) => place.at(key), new Place(this, new Position({ template: this.file })));
  }
}
