import { aws_iam as iam, aws_lambda as lambda, Names, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { followsStage, type FollowingFunction } from './following';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** A stage that invokes functions, or the canary of one. */
export interface InvokingStage {
  /** Where its permissions stand. */
  readonly scope: Construct;
  readonly stageName: string;
  readonly aliasName: string;
  /** The ARN of every call to the stage, and of nothing else. */
  readonly callsArn: string;
  readonly problems: ProblemReport;
  /** The version of a function that the alias points at; without it, the current one. */
  readonly version?: (handler: FollowingFunction) => lambda.CfnVersion;
}

/** An alias, and the version that a stage wants it to point at. */
export interface AliasBinding {
  readonly alias: lambda.Alias;
  readonly handler: FollowingFunction;
  readonly stage: InvokingStage;
  readonly version: lambda.CfnVersion;
}

/** Lets a stage invoke a function: through the stage's alias where the function follows the stage, else as given. */
export function bindFunction(handler: lambda.IFunction, stage: InvokingStage): AliasBinding | undefined {
  const id = pathFrom(stage.scope, handler);
  if (!followsStage(handler)) {
    allow(handler, id, stage);
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
  const permission = new lambda.CfnPermission(stage.scope, id, {
    action: 'lambda:InvokeFunction',
    // Not the alias' own ARN: across stacks that would be an export, and an export in use keeps a stage from being removed.
    functionName: `${handler.functionArn}:${stage.aliasName}`,
    principal: 'apigateway.amazonaws.com',
    sourceArn: stage.callsArn,
  });
  permission.node.addDependency(alias);
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

/** By alias: what was found to want it first. */
const FIRST = new WeakMap<lambda.Alias, AliasBinding>();

function allow(handler: lambda.IFunction, id: string, stage: InvokingStage): void {
  handler.addPermission(id, {
    scope: stage.scope,
    principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: stage.callsArn,
  });
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

/** A construct's path as seen from the stack of another one: the same in every environment. */
export function pathFrom(scope: Construct, construct: IConstruct): string {
  const inside = `${Stack.of(scope).node.path}/`;
  const { path } = construct.node;
  return path.startsWith(inside) ? path.slice(inside.length) : path;
}

function foreignEnvironment(handler: lambda.IFunction, scope: Construct): [string, string] | undefined {
  const [there, here] = [Stack.of(handler), Stack.of(scope)];
  const differs = (a: string, b: string) => isKnown(a) && isKnown(b) && a !== b;
  return differs(there.account, here.account) || differs(there.region, here.region) ? [there.environment, here.environment] : undefined;
}
