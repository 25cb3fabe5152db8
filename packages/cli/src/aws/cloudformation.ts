import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { asking, loadSdk } from './sdk';
import type { StackResources } from '../stack-resources';

const PACKAGE = '@aws-sdk/client-cloudformation';

/** The resources of stacks, from CloudFormation. */
export function cloudFormationResources(): StackResources {
  return {
    async list(stackName, region) {
      const { CloudFormationClient, paginateListStackResources } = await loadSdk(PACKAGE, async () => import('@aws-sdk/client-cloudformation'));
      const client = new CloudFormationClient({ region });
      const all: StackResourceSummary[] = [];
      return asking(`ListStackResources of ${stackName}`, async () => {
        try {
          for await (const page of paginateListStackResources({ client }, { StackName: stackName })) all.push(...page.StackResourceSummaries ?? []);
        } catch (error) {
          if (!/does not exist/.test((error as Error).message)) throw error;
        }
        return all.map(({ LogicalResourceId, PhysicalResourceId, ResourceStatus }) => (
          { logicalId: LogicalResourceId!, physicalId: PhysicalResourceId, status: ResourceStatus! }));
      });
    },
  };
}
