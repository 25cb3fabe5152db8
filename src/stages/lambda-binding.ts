import { aws_iam as iam, aws_lambda as lambda, Names, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { followsStage, type FollowingFunction } from './following';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** The stage that invokes functions. */
export interface InvokingStage {
  /** Where its permissions stand. */
  readonly scope: Construct;
  readonly stageName: string;
  readonly aliasName: string;
  /** The ARN of every call to the stage, and of nothing else. */
  readonly callsArn: string;
  readonly problems: ProblemReport;
}

/** Lets a stage invoke a function: through the stage's alias where the function follows the stage, else as given. */
export function bindFunction(handler: lambda.IFunction, stage: InvokingStage): void {
  const id = pathFrom(stage.scope, handler);
  if (!followsStage(handler)) {
    allow(handler, id, stage);
    return;
  }
  const elsewhere = foreignEnvironment(handler, stage.scope);
  if (elsewhere) {
    stage.problems.add('CrossAccountHandler', handler.node.path, ...elsewhere);
    return;
  }
  const alias = aliasOf(handler, stage);
  const permission = new lambda.CfnPermission(stage.scope, id, {
    action: 'lambda:InvokeFunction',
    // Not the alias' own ARN: across stacks that would be an export, and an export in use keeps a stage from being removed.
    functionName: `${handler.functionArn}:${stage.aliasName}`,
    principal: 'apigateway.amazonaws.com',
    sourceArn: stage.callsArn,
  });
  permission.node.addDependency(alias);
}

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
    problems.add('AliasVersion', stageName, aliasName, handler.node.path, present.version.node.path);
  }
  return present ?? new lambda.Alias(beside, id, { aliasName, version });
}

/** The function's path as seen from the stage's stack: the same in every environment. */
function pathFrom(scope: Construct, handler: IConstruct): string {
  const inside = `${Stack.of(scope).node.path}/`;
  const { path } = handler.node;
  return path.startsWith(inside) ? path.slice(inside.length) : path;
}

function foreignEnvironment(handler: lambda.IFunction, scope: Construct): [string, string] | undefined {
  const [there, here] = [Stack.of(handler), Stack.of(scope)];
  const differs = (a: string, b: string) => isKnown(a) && isKnown(b) && a !== b;
  return differs(there.account, here.account) || differs(there.region, here.region) ? [there.environment, here.environment] : undefined;
}
