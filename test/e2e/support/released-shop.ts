import { GetStageCommand } from '@aws-sdk/client-api-gateway';
import { paginateListStackResources, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { ListAliasesCommand } from '@aws-sdk/client-lambda';
import { AwsClients } from './aws-clients';
import type { Release } from '../../../src/releases/ledger';

const STACK = 'Shop-prod';
const FUNCTIONS = ['List', 'Get'] as const;

/** What a stage serves: a deployment, and for each function the version behind an alias. */
export interface Served {
  readonly deploymentId?: string;
  readonly versions: Record<string, string | undefined>;
}

/** Looks at the releases of the example where they are deployed. */
export class ReleasedShop extends AwsClients {
  /** What a stage has. */
  public async stage(stageName: string) {
    const [{ PhysicalResourceId: restApiId }] = await this.resources((one) => one.ResourceType === 'AWS::ApiGateway::RestApi');
    const { deploymentId, variables, canarySettings } = await this.gateway.send(new GetStageCommand({ restApiId, stageName }));
    return { deploymentId, variables, canarySettings };
  }

  /** What requests to a stage meet that go by an alias, if it is not that of the stage's variables. */
  public async served(stageName: string, alias?: string): Promise<Served> {
    const { deploymentId, variables } = await this.stage(stageName);
    return { deploymentId, versions: await this.perFunction(async (id) => (await this.aliases(id))[alias ?? variables!.lambdaAlias]) };
  }

  /** What a release is where it is deployed. */
  public async deployed({ deployment, functions }: Release): Promise<Served> {
    const physical = async (logicalId: string) => (await this.resources((one) => one.LogicalResourceId === logicalId))[0]?.PhysicalResourceId;
    return {
      deploymentId: await physical(deployment),
      versions: await this.perFunction(async (id) => (await physical(functions[`${STACK}/${id}`].version))?.split(':').pop()),
    };
  }

  private async aliases(id: string): Promise<Record<string, string | undefined>> {
    const [{ PhysicalResourceId: FunctionName }] = await this.resources((one) => one.ResourceType === 'AWS::Lambda::Function' && one.LogicalResourceId!.startsWith(id));
    const { Aliases = [] } = await this.lambda.send(new ListAliasesCommand({ FunctionName }));
    return Object.fromEntries(Aliases.map(({ Name, FunctionVersion }) => [Name, FunctionVersion]));
  }

  private async perFunction<T>(of: (id: string) => Promise<T>): Promise<Record<string, T>> {
    return Object.fromEntries(await Promise.all(FUNCTIONS.map(async (id) => [id, await of(id)] as const)));
  }

  private async resources(matches: (one: StackResourceSummary) => boolean): Promise<StackResourceSummary[]> {
    const found: StackResourceSummary[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: this.cloudFormation }, { StackName: STACK })) {
      found.push(...StackResourceSummaries.filter(matches));
    }
    return found;
  }
}
