import type { PlainValue } from 'stagecraft-templates';
import { requestTime } from './ids';
import type { Exchange } from '../exchange';

type Plain = Readonly<Record<string, PlainValue>>;
type Getter = (exchange: Exchange) => PlainValue;

const GETTERS: Readonly<Record<string, Getter>> = {
  accountId: ({ release }) => release?.api.account,
  apiId: ({ release }) => release?.api.id,
  authorizer: ({ authorizer }) => authorizer,
  awsEndpointRequestId: ({ integration }) => integration.requestId,
  customDomain: ({ address }) => address.basePath === undefined ? undefined : { basePathMatched: address.basePath === '' ? '(none)' : address.basePath },
  deploymentId: ({ release }) => release?.deploymentId,
  domainName: ({ address }) => address.domainName,
  domainPrefix: ({ address }) => address.domainName.split('.')[0],
  error: ({ error }) => error,
  extendedRequestId: (exchange) => exchange.extendedRequestId,
  httpMethod: (exchange) => exchange.httpMethod,
  identity: identityOf,
  isCanaryRequest: ({ release }) => release?.stage.canary && String(release.canary),
  operationName: ({ method }) => method?.method.operationName,
  path: contextPath,
  protocol: ({ head }) => head.protocol,
  requestId: ({ requestId }) => requestId,
  requestTime: ({ startedAt }) => requestTime(startedAt),
  requestTimeEpoch: ({ startedAt }) => startedAt,
  resourceId: ({ method }) => method?.method.resourceId,
  resourcePath: ({ method }) => method?.method.path,
  stage: ({ release }) => release?.stage.name,
};

/** What the names of `$context` stand for in templates and mappings. */
export const CONTEXT_NAMES = Object.keys(GETTERS);

/** Makes what there is of `$context` below some names. */
export function compileContext(names: readonly string[] = CONTEXT_NAMES): (exchange: Exchange) => Plain {
  const used = names.flatMap((name) => Object.hasOwn(GETTERS, name) ? [[name, GETTERS[name]] as const] : []);
  return (exchange) => {
    const context: Record<string, PlainValue> = {};
    for (const [name, get] of used) context[name] = get(exchange);
    return context;
  };
}

/** `identity.sourceIp`, as a getter. */
export function compileContextPath(path: string): (exchange: Exchange) => PlainValue {
  const [first, ...rest] = path.split('.');
  const get = Object.hasOwn(GETTERS, first) ? GETTERS[first] : () => undefined;
  return (exchange) => {
    let value = get(exchange);
    for (const name of rest) value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Plain)[name] : undefined;
    return value;
  };
}

export function contextPath({ address, path }: Exchange): string {
  return `${address.prefix}${path}`;
}

/** `$context.identity`, and that of a proxy event. */
export function identityOf(exchange: Exchange): Plain {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: exchange.head.sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: exchange.header('user-agent') ?? null,
    user: null,
    ...exchange.identity,
  };
}
