import type { Duration } from 'aws-cdk-lib';
import { timeoutInMillis, type IntegrationBinder, type IntegrationContext } from './port';
import { isKnown } from '../private/tokens';
import { METHODS } from '../route';

/** Options of an HTTP proxy integration. */
export interface HttpProxyIntegrationOptions {
  /**
   * The method that the backend is called with.
   *
   * @default - the method of the request
   */
  readonly httpMethod?: string;

  /**
   * How long API Gateway waits for the backend: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized endpoint).
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;
}

/** A path variable in a URL; `${stageVariables.x}` is none. */
const URL_VARIABLE = /(?<!\$)\{([^{}]*)\}/g;

/** Binds an HTTP proxy integration. */
export function httpProxy(url: string, options: HttpProxyIntegrationOptions): IntegrationBinder {
  return (context) => {
    const httpMethod = options.httpMethod ?? context.route.method;
    if (isKnown(options.httpMethod) && !METHODS.includes(options.httpMethod)) {
      context.problems.add('HttpMethod', context.route.routeKey, options.httpMethod);
    }
    const variables = urlVariables(url, context);
    return {
      integration: {
        type: 'http_proxy',
        httpMethod,
        uri: url,
        ...timeoutInMillis(options.timeout, context),
        ...(variables.length > 0 && { requestParameters: Object.fromEntries(variables.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`])) }),
      },
    };
  };
}

function urlVariables(url: string, { route, problems }: IntegrationContext): string[] {
  // A token has no character that the checks look for: only one at the beginning could hide the scheme.
  if (!url.startsWith('${Token[')) checkUrl(url, route.routeKey, problems);
  const used = [...new Set([...url.matchAll(URL_VARIABLE)].map(([, name]) => name))];
  const declared = route._variables;
  for (const name of used.filter((variable) => !declared.includes(variable))) {
    problems.add('HttpUrlVariable', route.routeKey, url, name);
  }
  return used;
}

function checkUrl(url: string, routeKey: string, problems: IntegrationContext['problems']): void {
  const parts = /^https?:\/\/([^/?#]+)/.exec(url);
  if (!parts) {
    problems.add('HttpUrl', routeKey, url, 'it has to begin with a literal "http://" or "https://" and a host');
    return;
  }
  const port = /:(\d+)$/.exec(parts[1]);
  if (port && ![80, 443].includes(Number(port[1])) && (Number(port[1]) < 1024 || Number(port[1]) > 65535)) {
    problems.add('HttpUrl', routeKey, url, `API Gateway calls the ports 80, 443 and 1024 to 65535, not ${port[1]}`);
  }
  if (/\s/.test(url)) {
    problems.add('HttpUrl', routeKey, url, 'it has a space in it');
  }
}
