import type { DeployedResources } from './cloudformation-model';

/** What a stage answers, by path: the code of a function or the body of a mock. */
export type Content = Readonly<Record<string, string>>;

export interface StageContent {
  readonly stable: Content;
  readonly canary?: { readonly percentTraffic: number; readonly content: Content };
}

/** What the stage of the only API serves, followed through deployment, variable, alias, version and permission as a request would be. */
export function servedBy(cloud: DeployedResources, stageName: string): StageContent {
  const { Properties: stage } = cloud.only('AWS::ApiGateway::Stage', ({ Properties }) => Properties.StageName === stageName);
  const { DeploymentId, Variables, CanarySetting } = stage;
  const stable = contentOf(cloud, DeploymentId.Ref, stageName, Variables);
  if (!CanarySetting || CanarySetting.PercentTraffic === 0) {
    if (CanarySetting) expect(CanarySetting).toEqual({ DeploymentId, PercentTraffic: 0, StageVariableOverrides: Variables, UseStageCache: false });
    return { stable };
  }
  const overridden = { ...Variables, ...CanarySetting.StageVariableOverrides };
  return {
    stable,
    canary: { percentTraffic: CanarySetting.PercentTraffic, content: contentOf(cloud, CanarySetting.DeploymentId.Ref, stageName, overridden) },
  };
}

function contentOf(cloud: DeployedResources, deploymentId: string, stageName: string, variables: Record<string, string>): Content {
  const [body] = JSON.parse(cloud.byId(deploymentId).snapshot!);
  return Object.fromEntries(Object.entries<any>(body.paths).map(([path, { get }]) => {
    const integration = get['x-amazon-apigateway-integration'];
    if (integration.type === 'mock') return [path, JSON.stringify(integration.responses)];
    return [path, codeOf(cloud, JSON.stringify(integration.uri), stageName, variables)];
  }));
}

function codeOf(cloud: DeployedResources, uri: string, stageName: string, variables: Record<string, string>): string {
  const alias = variables.lambdaAlias;
  const [[functionId]] = cloud.ofType('AWS::Lambda::Function').filter(([id]) => uri.includes(id));
  const { Properties } = cloud.only('AWS::Lambda::Alias', (one) => one.Properties.Name === alias && one.Properties.FunctionName.Ref === functionId);
  cloud.only('AWS::Lambda::Permission', (one) => {
    const [name, source] = [one.Properties.FunctionName, one.Properties.SourceArn].map((value) => JSON.stringify(value));
    return name.includes(functionId) && name.includes(`":${alias}"`) && source.includes(`/${stageName}/*`);
  });
  return JSON.parse(cloud.byId(Properties.FunctionVersion['Fn::GetAtt'][0]).snapshot!.slice(0, -functionId.length))[0].Code.ZipFile;
}
