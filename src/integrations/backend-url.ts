import type { IntegrationContext } from './port';
import { variablesIn } from './uri-variables';
import { type IntegrationParameters } from '../mapping/integration-mapping';
import { RequestValue } from '../mapping/request-value';

const SCHEME_AND_HOST = /^(https?):\/\/([^/?#]+)/;

/** The parameters of a backend's request: those given, and the variables of the URL, which are those of the route where nothing else is said. */
export function urlParameters(url: string, given: IntegrationParameters = {}, { route, problems }: IntegrationContext): IntegrationParameters {
  // A token has no character that the checks look for: only one at the beginning could hide the scheme.
  if (!url.startsWith('${Token[')) checkUrl(url, route.routeKey, problems);
  const used = variablesIn(url).filter((name) => given.path?.[name] === undefined);
  const declared = route._variables;
  for (const name of used.filter((variable) => !declared.includes(variable))) {
    problems.add('HttpUrlVariable', route.routeKey, url, name);
  }
  const own = used.filter((variable) => declared.includes(variable));
  return { ...given, path: { ...Object.fromEntries(own.map((name) => [name, RequestValue.path(name)])), ...given.path } };
}

/** The port that a URL leads to, unless only the deployment knows. */
export function portOf(url: string): number | undefined {
  const [, scheme, host] = SCHEME_AND_HOST.exec(url) ?? [];
  if (!scheme) return undefined;
  const [, port] = /:([^:\]]+)$/.exec(host) ?? [];
  if (port === undefined) return scheme === 'https' ? 443 : 80;
  return /^\d+$/.test(port) ? Number(port) : undefined;
}

function checkUrl(url: string, routeKey: string, problems: IntegrationContext['problems']): void {
  const parts = SCHEME_AND_HOST.exec(url);
  if (!parts) {
    problems.add('HttpUrl', routeKey, url, 'it has to begin with a literal "http://" or "https://" and a host');
    return;
  }
  const port = /:(\d+)$/.exec(parts[2]);
  if (port && ![80, 443].includes(Number(port[1])) && (Number(port[1]) < 1024 || Number(port[1]) > 65535)) {
    problems.add('HttpUrl', routeKey, url, `API Gateway calls the ports 80, 443 and 1024 to 65535, not ${port[1]}`);
  }
  if (/\s/.test(url)) {
    problems.add('HttpUrl', routeKey, url, 'it has a space in it');
  }
}
