import { asking, loadSdk } from './sdk';
import type { LiveAws } from '../live/live-aws';
import type { Call } from '../live/live-stage';

const API_GATEWAY = '@aws-sdk/client-api-gateway';
const LAMBDA = '@aws-sdk/client-lambda';

/** API Gateway and Lambda in a region. */
export async function liveAws(region?: string): Promise<LiveAws> {
  const { APIGatewayClient, GetStageCommand, UpdateStageCommand } = await loadSdk(API_GATEWAY, async () => import('@aws-sdk/client-api-gateway'));
  const { GetAliasCommand, LambdaClient, UpdateAliasCommand } = await loadSdk(LAMBDA, async () => import('@aws-sdk/client-lambda'));
  const gateway = new APIGatewayClient({ region });
  const lambda = new LambdaClient({ region });
  return {
    async stage(restApiId, stageName) {
      const { deploymentId = '', variables = {}, canarySettings, cacheClusterEnabled: cached = false } = await asking(
        `GetStage ${restApiId} ${stageName}`, async () => gateway.send(new GetStageCommand({ restApiId, stageName })));
      const { percentTraffic = 0, useStageCache = false, stageVariableOverrides: overrides = {}, ...canary } = canarySettings ?? {};
      const released = { deploymentId: canary.deploymentId ?? deploymentId, percentTraffic, useStageCache, overrides };
      return { deploymentId, variables, cached, canary: released };
    },

    async aliases(functionArns, alias) {
      const versions = new Map<string, string>();
      for (const FunctionName of functionArns) {
        const { FunctionVersion = '' } = await asking(`GetAlias ${FunctionName} ${alias}`, async () => lambda.send(new GetAliasCommand({ FunctionName, Name: alias })));
        versions.set(FunctionName, FunctionVersion);
      }
      return versions;
    },

    async make(call: Call) {
      if (call.kind === 'UpdateAlias') {
        const { functionArn: FunctionName, alias: Name, version: FunctionVersion } = call;
        await lambda.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion }));
      } else {
        const { restApiId, stageName, patchOperations } = call;
        await gateway.send(new UpdateStageCommand({ restApiId, stageName, patchOperations: [...patchOperations] }));
      }
    },
  };
}
