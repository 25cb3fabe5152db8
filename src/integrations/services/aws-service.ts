import type { Duration } from 'aws-cdk-lib';
import { FAILURES } from './answers';
import { asText, serviceUri } from './service-integration';
import { type IntegrationRequest, type IntegrationResponse, requestMapping, responseMapping } from '../../mapping/integration-mapping';
import { RequestValue } from '../../mapping/request-value';
import { isKnown } from '../../private/tokens';
import { METHODS } from '../../route';
import type { IntegrationCredentials } from '../integration-credentials';
import { type IntegrationBinder, type IntegrationContext, timeoutInMillis } from '../port';
import { variablesIn } from '../uri-variables';

/** Options of an integration of any AWS service. */
export interface AwsServiceIntegrationOptions {
  /** The service, by the name that its endpoint begins with, e.g. `ssm`. */
  readonly service: string;

  /**
   * The action that is called, e.g. `GetParameter`, for services that name their actions. It may have stage variables.
   *
   * @default - none, and `path` has to say what is called
   */
  readonly action?: string;

  /**
   * The path that is called, e.g. `{bucket}/{key}`, for services whose actions are paths. It may have stage variables, and path variables
   * that the route or the request has.
   *
   * @default - none, and `action` has to say what is called
   */
  readonly path?: string;

  /**
   * What stands before the service in the name of the host, e.g. a bucket.
   *
   * @default - nothing
   */
  readonly subdomain?: string;

  /**
   * The HTTP method that the service is called with.
   *
   * @default 'POST'
   */
  readonly httpMethod?: string;

  /**
   * The region of the service.
   *
   * @default - that of the API
   */
  readonly region?: string;

  /** Whose permissions the service is called with. */
  readonly credentials: IntegrationCredentials;

  /**
   * How the service's request is made from the client's.
   *
   * @default - nothing but the body is passed on, as it is
   */
  readonly request?: IntegrationRequest;

  /**
   * How the service's answers become answers to the client.
   *
   * @default - what succeeds is passed on with 200; what fails is 400 or 500, with nothing of what the service says
   */
  readonly responses?: IntegrationResponse[];

  /**
   * How long API Gateway waits for the service: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized endpoint).
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;
}

/** Binds an integration of any AWS service. */
export function awsService(options: AwsServiceIntegrationOptions): IntegrationBinder {
  const { service, subdomain, httpMethod = 'POST', region, credentials, request, responses, timeout } = options;
  return (context) => {
    check(options, context);
    const operation = options.action ? `action/${options.action}` : `path/${options.path}`;
    return {
      integration: {
        type: 'aws',
        httpMethod,
        uri: serviceUri(context, subdomain === undefined ? service : `${subdomain}.${service}`, operation, region ?? context.region),
        credentials: credentials._bind(context, { target: service, grants: [] }),
        ...requestMapping({ ...request, path: pathOf(operation, request, context) }),
        ...timeoutInMillis(timeout, context),
        ...responseMapping(responses ?? asText([{ selectionPattern: '2\\d{2}' }, ...FAILURES], context)),
      },
    };
  };
}

/** What stands for each variable of a path: what the request says, else the route's variable of that name. */
function pathOf(operation: string, request: IntegrationRequest | undefined, { route, problems }: IntegrationContext): Record<string, RequestValue> {
  const given = request?.path ?? {};
  const missing = variablesIn(operation).filter((name) => !(name in given));
  for (const name of missing.filter((variable) => !route._variables.includes(variable))) {
    problems.add('ServicePathVariable', route.routeKey, operation.replace(/^\w+\//, ''), name);
  }
  const own = missing.filter((name) => route._variables.includes(name));
  return { ...Object.fromEntries(own.map((name) => [name, RequestValue.path(name)])), ...given };
}

function check(options: AwsServiceIntegrationOptions, { route: { routeKey }, problems }: IntegrationContext): void {
  const { service, subdomain, action, path, httpMethod } = options;
  if (!action === !path) problems.add('ServiceOperation', routeKey, service, !!action);
  for (const name of [service, subdomain].filter(isKnown)) {
    // A stage variable may be a whole label of the host's name.
    if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(name.replace(/\$\{[\w.]+\}/g, 'x'))) problems.add('ServiceName', routeKey, name);
  }
  if (isKnown(httpMethod) && !METHODS.includes(httpMethod)) problems.add('HttpMethod', routeKey, httpMethod);
}
