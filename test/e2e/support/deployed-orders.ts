import { GetDeploymentsCommand, GetResourcesCommand, GetRestApisCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { DescribeStackResourcesCommand, type StackResource } from '@aws-sdk/client-cloudformation';
import { GetPolicyCommand, InvokeCommand, ListAliasesCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { AwsClients } from './aws-clients';

/** The functions of the example, by construct id. */
export const FUNCTIONS = ['ListOrders', 'GetOrder', 'CreateOrder'] as const;
export type FunctionId = typeof FUNCTIONS[number];

/** One thing for each function of the example. */
export type PerFunction<T> = Record<FunctionId, T>;

/** What is deployed, as the services tell it. */
export interface Deployed {
  readonly apiId: string;
  readonly routes: string[];
  /** All deployments of the API; the stack's own is the one of its template. */
  readonly deploymentIds: string[];
  readonly deploymentOfStack: { readonly logicalId?: string; readonly deploymentId?: string };
  readonly stages: Record<string, { deploymentId?: string; variables?: Record<string, string> }>;
  readonly functionNames: PerFunction<string>;
  readonly publishedVersions: PerFunction<string[]>;
  /** The version of each alias. */
  readonly aliases: PerFunction<Record<string, string>>;
  readonly permissions: PerFunction<Statement[]>;
}

/** Who may invoke a function, in a policy of Lambda. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition: unknown;
}

/** Looks at the order service where it is deployed. */
export class DeployedOrders extends AwsClients {
  /** The ids of all APIs. */
  public async apiIds(): Promise<string[]> {
    const { items = [] } = await this.gateway.send(new GetRestApisCommand({}));
    return items.map(({ id }) => id as string);
  }

  public async look(): Promise<Deployed> {
    const [apiId] = await this.apiIds();
    const functionNames = await this.perFunction(async (id) => (await this.resource('AWS::Lambda::Function', id)).PhysicalResourceId as string);
    const ofStack = await this.resource('AWS::ApiGateway::Deployment');
    const { items: deployments = [] } = await this.gateway.send(new GetDeploymentsCommand({ restApiId: apiId }));
    const { item: stages = [] } = await this.gateway.send(new GetStagesCommand({ restApiId: apiId }));
    return {
      apiId,
      functionNames,
      routes: await this.routes(apiId),
      deploymentIds: deployments.map(({ id }) => id as string),
      deploymentOfStack: { logicalId: ofStack.LogicalResourceId, deploymentId: ofStack.PhysicalResourceId },
      stages: Object.fromEntries(stages.map(({ stageName, deploymentId, variables }) => [stageName, { deploymentId, variables }])),
      publishedVersions: await this.perFunction(async (id) => {
        const { Versions = [] } = await this.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: functionNames[id] }));
        return Versions.map(({ Version }) => Version as string).filter((version) => version !== '$LATEST');
      }),
      aliases: await this.perFunction(async (id) => {
        const { Aliases = [] } = await this.lambda.send(new ListAliasesCommand({ FunctionName: functionNames[id] }));
        return Object.fromEntries(Aliases.map(({ Name, FunctionVersion }) => [Name, FunctionVersion as string]));
      }),
      permissions: await this.perFunction(async (id) => this.permissions(functionNames[id])),
    };
  }

  /** The only resource of the stack of a type and with a logical id that begins like this. */
  public async resource(type: string, id = ''): Promise<StackResource> {
    const { StackResources = [] } = await this.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: 'Orders' }));
    const found = StackResources.filter(({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId?.startsWith(id));
    if (found.length !== 1) throw new Error(`The stack has ${found.length} of ${type} ${id}`);
    return found[0];
  }

  /** What an alias of a function answers to a call of a stage. */
  public async call(functionName: string, alias: string): Promise<unknown> {
    const { Payload } = await this.lambda.send(new InvokeCommand({
      FunctionName: functionName,
      Qualifier: alias,
      Payload: JSON.stringify({ requestContext: { stage: alias } }),
    }));
    return JSON.parse(Buffer.from(Payload ?? []).toString());
  }

  /** Who may invoke a function or an alias of it: Lambda has a policy for each of them, the emulator one policy for all. */
  private async permissions(functionName: string): Promise<Statement[]> {
    const { Policy = '{}' } = await this.lambda.send(new GetPolicyCommand({ FunctionName: functionName }));
    const { Statement }: { Statement: Statement[] } = JSON.parse(Policy);
    return Statement.map(({ Sid: _sid, ...statement }) => statement).sort((a, b) => (a.Resource < b.Resource ? -1 : 1));
  }

  private async routes(restApiId: string): Promise<string[]> {
    const { items = [] } = await this.gateway.send(new GetResourcesCommand({ restApiId }));
    return items.flatMap(({ path, resourceMethods = {} }) => Object.keys(resourceMethods).map((method) => `${method} ${path}`)).sort();
  }

  private async perFunction<T>(of: (id: FunctionId) => Promise<T>): Promise<PerFunction<T>> {
    return Object.fromEntries(await Promise.all(FUNCTIONS.map(async (id) => [id, await of(id)]))) as PerFunction<T>;
  }
}
