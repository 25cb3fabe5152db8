import type { Gateway, GatewayModel, Integration, Method, RestApiModel, Stage } from 'stagecraft-gateway';
import { constructOf } from './place';

/** What is served, for people and for programs. */
export interface ApiOutline {
  readonly api: string;
  readonly id: string;
  readonly construct: string;
  readonly stages: readonly StageOutline[];
}

export interface StageOutline {
  readonly stage: string;
  readonly url: string;
  /** Whether the template has another definition by now than the stage's deployment, which keeps its own as in the service. */
  readonly behind: boolean;
  readonly routes: readonly RouteOutline[];
  /** The API keys that open the stage; those that API Gateway makes have a value of their own here. */
  readonly keys?: readonly KeyOutline[];
  /** The other side of the stage. */
  readonly canary?: { readonly percentTraffic: number; readonly routes: readonly RouteOutline[] };
}

export interface RouteOutline {
  readonly method: string;
  readonly path: string;
  /** Who may call it: `anyone`, `IAM`, an authorizer, or whoever has an API key. */
  readonly callers: string;
  /** A function and its alias, a URL, a service's action, or `mock`. */
  readonly answers: string;
}

export interface KeyOutline {
  readonly key: string;
  readonly value: string;
}

export function outlineOf(gateway: Gateway): ApiOutline[] {
  const { model } = gateway;
  return model.rest.map((api) => ({
    api: api.name,
    id: api.id,
    construct: constructOf(api.source),
    stages: api.stages.map((stage) => stageOutline(model, api, stage, gateway.url(stage.name, api.id))),
  }));
}

function stageOutline(model: GatewayModel, api: RestApiModel, stage: Stage, url: string): StageOutline {
  const { canary, variables } = stage;
  const keys = keysOf(model, api, stage);
  const routes = (deployment: string | undefined, all: Variables) => methodsOf(api, deployment).map((method) => routeOutline(method, model, all));
  return {
    stage: stage.name,
    url,
    behind: JSON.stringify(methodsOf(api, stage.deploymentId)) !== JSON.stringify(api.definition.methods),
    routes: routes(stage.deploymentId, variables),
    ...(keys.length > 0 && { keys }),
    canary: canary && {
      percentTraffic: canary.percentTraffic,
      routes: routes(canary.deploymentId ?? stage.deploymentId, { ...variables, ...canary.stageVariableOverrides }),
    },
  };
}

function keysOf({ usagePlans, apiKeys }: GatewayModel, api: RestApiModel, stage: Stage): KeyOutline[] {
  const plans = usagePlans.filter(({ apiStages }) => apiStages.some((one) => one.apiId === api.id && one.stage === stage.name));
  const ids = new Set(plans.flatMap(({ keys }) => keys));
  return apiKeys.filter(({ id, enabled }) => enabled && ids.has(id)).map(({ source, value }) => ({ key: constructOf(source), value }));
}

type Variables = Readonly<Record<string, string>>;

function methodsOf({ definition, deployments }: RestApiModel, deployment = ''): readonly Method[] {
  return (deployments[deployment]?.definition ?? definition).methods;
}

function routeOutline(method: Method, model: GatewayModel, variables: Variables): RouteOutline {
  return { method: method.httpMethod, path: method.path, callers: callersOf(method), answers: answersOf(method.integration, model, variables) };
}

function callersOf({ authorizationType, authorizer, apiKeyRequired }: Method): string {
  const known = { NONE: undefined, AWS_IAM: 'IAM', CUSTOM: authorizer, COGNITO_USER_POOLS: authorizer }[authorizationType];
  return [...(known === undefined ? [] : [known]), ...(apiKeyRequired ? ['API key'] : [])].join(', ') || 'anyone';
}

function answersOf(integration: Integration | undefined, model: GatewayModel, variables: Variables): string {
  if (!integration) return 'nothing: it has no integration';
  const { type, uri = '' } = integration;
  if (type === 'MOCK') return 'mock';
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
  const arn = /\/functions\/(.+)\/invocations$/.exec(filled)?.[1];
  if (arn !== undefined) return functionOf(arn, model);
  return /^arn:[^:]+:apigateway:[^:]*:(.+)$/.exec(filled)?.[1] ?? filled;
}

/** A function by its construct, with its alias or version. */
function functionOf(arn: string, { lambda }: GatewayModel): string {
  const parts = arn.split(':');
  const [unqualified, qualifier] = [parts.slice(0, 7).join(':'), parts[7]];
  const known = lambda.functions.find((one) => one.arn === unqualified);
  return [known ? constructOf(known.source) : arn.slice(arn.lastIndexOf('function:')), ...(known && qualifier !== undefined ? [qualifier] : [])].join(':');
}
