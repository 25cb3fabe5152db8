import type { Resource } from '../cloudformation/resource';
import type { Definition } from '../model/definition';
import type { AccessLogSettings, CanarySettings, MethodSetting, RestApiModel, Stage } from '../model/rest-api';
import type { Node } from '../node';
import type { ResourceIndex } from './index-of-resources';

type Deployments = RestApiModel['deployments'];

/** The deployments of an API, by id. */
export function readDeployments(index: ResourceIndex, apiId: string, definition: Definition): Deployments {
  return Object.fromEntries(index.ofApi('AWS::ApiGateway::Deployment', apiId).map(({ id, source }) => [id, { id, definition, source }]));
}

/** The stages of an API: those of their own, and those that a deployment makes. */
export function readStages(index: ResourceIndex, apiId: string, deployments: Deployments): Stage[] {
  const stages = new Map<string, Stage>();
  for (const deployment of index.ofApi('AWS::ApiGateway::Deployment', apiId)) {
    const name = deployment.get('StageName').text();
    if (name !== undefined) stages.set(name, readStage(name, deployment.get('StageDescription'), deployment.id, deployment, deployments));
  }
  for (const resource of index.ofApi('AWS::ApiGateway::Stage', apiId)) {
    const name = resource.required('StageName');
    if (name !== undefined) stages.set(name, readStage(name, resource.properties, deploymentOf(resource.get('DeploymentId'), deployments), resource, deployments));
  }
  return [...stages.values()];
}

function deploymentOf(reference: Node, deployments: Deployments): string | undefined {
  const id = reference.text();
  if (id === undefined || Object.hasOwn(deployments, id)) return id;
  reference.report('warning', 'unknown-reference', 'there is no such deployment of this API among the templates');
  return undefined;
}

function readStage(name: string, node: Node, deploymentId: string | undefined, { source }: Resource, deployments: Deployments): Stage {
  return {
    name,
    deploymentId,
    variables: node.get('Variables').texts(),
    canary: canaryOf(node.get('CanarySetting'), deployments),
    methodSettings: [...settingsForAll(node), ...node.get('MethodSettings').items().map(methodSetting)],
    cacheCluster: { enabled: node.get('CacheClusterEnabled').flag() ?? false, size: node.get('CacheClusterSize').text() },
    accessLog: accessLogOf(node.get('AccessLogSetting')),
    tracingEnabled: node.get('TracingEnabled').flag() ?? false,
    clientCertificateId: node.get('ClientCertificateId').text(),
    documentationVersion: node.get('DocumentationVersion').text(),
    source,
  };
}

function canaryOf(node: Node, deployments: Deployments): CanarySettings | undefined {
  return node.present ? {
    deploymentId: deploymentOf(node.get('DeploymentId'), deployments),
    percentTraffic: node.get('PercentTraffic').number() ?? 0,
    stageVariableOverrides: node.get('StageVariableOverrides').texts(),
    useStageCache: node.get('UseStageCache').flag() ?? false,
  } : undefined;
}

function accessLogOf(node: Node): AccessLogSettings | undefined {
  const format = node.get('Format').text();
  const destinationArn = node.get('DestinationArn').text()?.replace(/:\*$/, '');
  return format === undefined || destinationArn === undefined ? undefined : { format, destinationArn };
}

function methodSetting(node: Node): MethodSetting {
  return {
    resourcePath: resourcePath(node.get('ResourcePath').text() ?? '/*'),
    httpMethod: node.get('HttpMethod').text()?.toUpperCase() ?? '*',
    ...settingsOf(node),
  };
}

/** A deployment that makes a stage has the settings of all its methods in the stage's description. */
function settingsForAll(node: Node): MethodSetting[] {
  const settings = settingsOf(node);
  return Object.values(settings).every((value) => value === undefined) ? [] : [{ resourcePath: '/*', httpMethod: '*', ...settings }];
}

function settingsOf(node: Node): Omit<MethodSetting, 'resourcePath' | 'httpMethod'> {
  return {
    cachingEnabled: node.get('CachingEnabled').flag(),
    cacheTtlInSeconds: node.get('CacheTtlInSeconds').number(),
    throttlingRateLimit: node.get('ThrottlingRateLimit').number(),
    throttlingBurstLimit: node.get('ThrottlingBurstLimit').number(),
    loggingLevel: node.get('LoggingLevel').choice(['OFF', 'ERROR', 'INFO'] as const),
    dataTraceEnabled: node.get('DataTraceEnabled').flag(),
    metricsEnabled: node.get('MetricsEnabled').flag(),
  };
}

/** `/~1orders~1{orderId}`, as settings write a path, as the path. */
function resourcePath(given: string): string {
  const path = given.replace(/^\//, '').replace(/~1/g, '/').replace(/~0/g, '~');
  return path.startsWith('/') ? path : `/${path}`;
}
