import { aws_iam as iam, aws_lambda as lambda, Lazy, Names, Stack } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { followsStage, type FollowingFunction } from './following';
import { placeOf } from '../private/arns';
import { once } from '../private/once';
import { pathFrom } from '../private/paths';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** A stage that invokes functions, or the canary of one. */
export interface InvokingStage {
  /** What stands for the stage in the tree. */
  readonly scope: Construct;
  readonly stageName: string;
  readonly aliasName: string;
  readonly problems: ProblemReport;
  /** The stage's variables, when the app is complete. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** The version of a function that the alias points at; without it, the current one. */
  readonly version?: (handler: FollowingFunction) => lambda.CfnVersion;
}

/** Who invokes a function on behalf of a stage, and where the permission for it stands. */
export interface Invoker {
  readonly scope: Construct;
  /** The ARN of every call that the function is invoked for, and of nothing else. */
  readonly sourceArn: string;
  /** The role that has the permission, instead of the function itself. */
  readonly role?: iam.IRole;
}

/** An alias, and the version that a stage wants it to point at. */
export interface AliasBinding {
  readonly alias: lambda.Alias;
  readonly handler: FollowingFunction;
  readonly stage: InvokingStage;
  readonly version: lambda.CfnVersion;
}

/** Lets a stage invoke a function: through the stage's alias where the function follows the stage, else as given. */
export function bindFunction(handler: lambda.IFunction, stage: InvokingStage, invoker: Invoker): AliasBinding | undefined {
  const id = pathFrom(stage.scope, handler);
  if (!followsStage(handler)) {
    if (invoker.role) allowRole(invoker.role, chosenArn(handler, stage), invoker.scope);
    else if (!invoker.scope.node.tryFindChild(id)) allow(handler, id, invoker, stage);
    return undefined;
  }
  const elsewhere = foreignEnvironment(handler, stage.scope);
  if (elsewhere) {
    stage.problems.add('CrossAccountHandler', handler.node.path, ...elsewhere);
    return undefined;
  }
  const alias = aliasOf(handler, stage);
  const version = stage.version?.(handler);
  if (version) (alias.node.defaultChild as lambda.CfnAlias).functionVersion = version.attrVersion;
  allowAlias(handler, id, stage, invoker).node.addDependency(alias);
  return { alias, handler, stage, version: version ?? handler.currentVersion.node.defaultChild as lambda.CfnVersion };
}

/** Checks that nobody else wants an alias to point at another version. */
export function checkAlias(binding: AliasBinding): void {
  const { alias, handler, stage, version } = binding;
  const idOf = (one: lambda.CfnVersion) => Stack.of(one).resolve(one.logicalId) as string;
  if (!FIRST.has(alias)) FIRST.set(alias, binding);
  const first = FIRST.get(alias)!;
  if (idOf(first.version) !== idOf(version)) {
    stage.problems.add('AliasVersion', stage.stageName, stage.aliasName, handler.node.path, idOf(version),
      `${first.stage.scope.node.path} binds it to ${idOf(first.version)}`);
  }
}

/** Checks that nobody else has made an alias of the same name. */
export function checkAliasName({ alias, handler, stage }: AliasBinding): void {
  const { root } = alias.node;
  const named = once(NAMED, root, () => aliasesIn(root)).get(nameOf(alias)) ?? [];
  const other = named.find((one) => one !== alias);
  if (other) stage.problems.add('AliasTwice', stage.stageName, stage.aliasName, handler.node.path, other.node.path);
}

/** By the root of an app: its aliases by function and name. */
const NAMED = new WeakMap<IConstruct, Map<string, lambda.Alias[]>>();

function aliasesIn(root: IConstruct): Map<string, lambda.Alias[]> {
  const named = new Map<string, lambda.Alias[]>();
  for (const one of root.node.findAll()) {
    if (one instanceof lambda.Alias) once(named, nameOf(one), () => []).push(one);
  }
  return named;
}

function nameOf({ stack, lambda: { node }, node: { defaultChild } }: lambda.Alias): string {
  return JSON.stringify([node.path, stack.resolve((defaultChild as lambda.CfnAlias).name)]);
}

/** By alias: what was found to want it first. */
const FIRST = new WeakMap<lambda.Alias, AliasBinding>();

/** A template makes permissions in its own Region only. */
function allow(handler: lambda.IFunction, id: string, { scope, sourceArn }: Invoker, stage: InvokingStage): void {
  const [there, here] = [placeOf(handler, handler.functionArn).region, Stack.of(scope).region];
  if (isKnown(there) && isKnown(here) && there !== here) {
    stage.problems.warn('ForeignHandlerPermission', handler.node.path, there, here);
    return;
  }
  handler.addPermission(id, { scope, principal: new iam.ServicePrincipal('apigateway.amazonaws.com'), sourceArn });
  const permission = scope.node.tryFindChild(id) as lambda.CfnPermission | undefined;
  if (permission && isChosenByVariable(handler)) permission.functionName = chosenArn(handler, stage);
}

function allowAlias(handler: lambda.IFunction, id: string, { aliasName }: InvokingStage, { scope, sourceArn, role }: Invoker): Construct {
  // Not the alias' own ARN: across stacks that would be an export, and an export in use keeps a stage from being removed.
  const functionName = `${handler.functionArn}:${aliasName}`;
  if (role) return allowRole(role, functionName, scope);
  const present = scope.node.tryFindChild(id) as lambda.CfnPermission | undefined;
  return present ?? new lambda.CfnPermission(scope, id, {
    action: 'lambda:InvokeFunction', functionName, principal: 'apigateway.amazonaws.com', sourceArn,
  });
}

/** The policy stands beside the permissions, not beside the role, which may be in a stack that this one depends on. */
function allowRole(role: iam.IRole, functionArn: string, scope: Construct): iam.Policy {
  const id = `${pathFrom(scope, role)}/Policy`;
  const policy = scope.node.tryFindChild(id) as iam.Policy | undefined ?? new iam.Policy(scope, id, { roles: [role] });
  policy.addStatements(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
  return policy;
}

/** The alias stands beside the function, under the id that `Function.addAlias()` uses: one that the app made first is taken as it is. */
function aliasOf(handler: FollowingFunction, { aliasName, stageName, scope, problems }: InvokingStage): lambda.Alias {
  const version = handler.currentVersion;
  const beside = version.node.scope as Construct;
  const id = `Alias${isKnown(aliasName) ? aliasName : Names.nodeUniqueId(scope.node)}`;
  const present = beside.node.tryFindChild(id) as lambda.Alias | undefined;
  if (present && present.version.node.path !== version.node.path) {
    problems.add('AliasVersion', stageName, aliasName, handler.node.path, 'a version of its choice', `it exists already and points at ${present.version.node.path}`);
  }
  return present ?? new lambda.Alias(beside, id, { aliasName, version });
}

function foreignEnvironment(handler: lambda.IFunction, scope: Construct): [string, string] | undefined {
  const [there, here] = [Stack.of(handler), Stack.of(scope)];
  const differs = (a: string, b: string) => isKnown(a) && isKnown(b) && a !== b;
  return differs(there.account, here.account) || differs(there.region, here.region) ? [there.environment, here.environment] : undefined;
}

const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** Whether each stage has a function of its own. */
export function isChosenByVariable({ functionArn }: lambda.IFunction): boolean {
  return functionArn.search(STAGE_VARIABLE) >= 0;
}

/** The ARN of a function with a stage's variables in it. */
function chosenArn(handler: lambda.IFunction, { variables }: InvokingStage): string {
  const { functionArn } = handler;
  if (!isChosenByVariable(handler)) return functionArn;
  return Lazy.string({ produce: () => functionArn.replace(STAGE_VARIABLE, (reference, name: string) => variables()[name] ?? reference) });
}

/** Where the permissions of an API's authorizers stand, which all its stages share: those to invoke one alias, or functions as given; one that a variable chooses is of its stage. */
export function authorizerPermissions(api: Construct, handler: lambda.IFunction, { aliasName, scope }: InvokingStage): Construct {
  if (isChosenByVariable(handler)) return childOf(scope, 'Authorizers');
  const all = childOf(api, 'Authorizers');
  if (!followsStage(handler)) return childOf(all, 'Given');
  return childOf(all, `Alias${isKnown(aliasName) ? aliasName : Names.nodeUniqueId(scope.node)}`);
}

function childOf(scope: Construct, id: string): Construct {
  return scope.node.tryFindChild(id) as Construct | undefined ?? new Construct(scope, id);
}
