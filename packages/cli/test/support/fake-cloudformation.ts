import type { FakeAws } from './fake-aws';
import type { Template } from './workspace';

export interface FakeResource {
  readonly Type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly version?: string;
}

/** By logical id. */
export type FakeStack = Map<string, FakeResource>;

let count = 0;

/**
 * CloudFormation, as far as releases need it: what stays under its logical id stays as it is, what is new gets a physical id, what is gone is
 * deleted; stages and aliases become what the template says.
 */
export function deploy(aws: FakeAws, name: string, template: Template, nested: Readonly<Record<string, Template>>): void {
  const before = aws.stacks.get(name) ?? new Map<string, FakeResource>();
  const after: FakeStack = new Map();
  aws.stacks.set(name, after);
  const arn = (id: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}-${id}`;
  const resolve = (value: any): any => {
    if (typeof value !== 'object' || value === null) return value;
    if (value.Ref) return after.get(value.Ref)?.physicalId ?? value.Ref;
    if (value['Fn::GetAtt']) return after.get(value['Fn::GetAtt'][0])?.version ?? '';
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
  };

  const make: Record<string, (id: string, properties: any) => FakeResource | undefined> = {
    'AWS::Lambda::Function': (id) => ({ Type: '', physicalId: `${name}-${id}`, status: '' }),
    'AWS::ApiGateway::RestApi': () => ({ Type: '', physicalId: `api${++count}`, status: '' }),
    'AWS::ApiGateway::Deployment': () => {
      const physicalId = `d${++count}`;
      aws.stages.deployments.add(physicalId);
      return { Type: '', physicalId, status: '' };
    },
    'AWS::Lambda::Version': (_id, { FunctionName }) => {
      const version = aws.lambda.publish(arn(FunctionName.Ref));
      return { Type: '', physicalId: `${arn(FunctionName.Ref)}:${version}`, version, status: '' };
    },
    'AWS::CloudFormation::Stack': (id) => {
      const inner = `${name}-${id}-1ABC`;
      const [, nestedTemplate] = Object.entries(nested).find(([artifact]) => id.includes(artifact))!;
      deploy(aws, inner, nestedTemplate, {});
      return { Type: '', physicalId: `arn:aws:cloudformation:eu-west-1:123456789012:stack/${inner}/0000`, status: '' };
    },
  };
  const order = ['AWS::Lambda::Function', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Deployment', 'AWS::Lambda::Version', 'AWS::CloudFormation::Stack'];
  for (const type of order) {
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      if (Type !== type) continue;
      const old = type === 'AWS::CloudFormation::Stack' ? undefined : before.get(id);
      const made = old ?? make[type](id, Properties)!;
      after.set(id, { ...made, Type, status: old ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE' });
    }
  }
  for (const [id, { Type }] of before) {
    if (Type === 'AWS::ApiGateway::Deployment' && !after.has(id)) aws.stages.deployments.delete(before.get(id)!.physicalId);
  }
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Lambda::Alias') aws.lambda.setAlias(arn(Properties.FunctionName.Ref), Properties.Name, resolve(Properties.FunctionVersion));
    if (Type === 'AWS::ApiGateway::Stage') setStage(aws, resolve(Properties));
    if (!after.has(id)) after.set(id, { Type, physicalId: id, status: 'CREATE_COMPLETE' });
  }
}

function setStage(aws: FakeAws, { RestApiId, StageName, DeploymentId, Variables = {}, CacheClusterEnabled, CanarySetting }: any): void {
  aws.stages.stages.set(`${RestApiId}/${StageName}`, {
    deploymentId: DeploymentId,
    variables: Variables,
    cacheClusterEnabled: CacheClusterEnabled,
    ...(CanarySetting && {
      canarySettings: {
        deploymentId: CanarySetting.DeploymentId,
        percentTraffic: CanarySetting.PercentTraffic,
        useStageCache: CanarySetting.UseStageCache,
        stageVariableOverrides: CanarySetting.StageVariableOverrides,
      },
    }),
  });
}
