import { Tokenization } from 'aws-cdk-lib';
import type { CorsOptions } from './cors-options';
import { type CorsPolicy, isVariableOrigin } from './cors-policy';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import { isHeaderName } from '../requests/header-name';
import { METHODS } from '../route';

/**
 * Checks options and makes a policy of them; nothing where no origin is allowed.
 *
 * @param where the API, or a route, as problems name it
 */
export function corsPolicy(options: CorsOptions, where: string, problems: ProblemReport): CorsPolicy | undefined {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials = false, maxAge } = options;
  if (allowOrigins.length === 0) return undefined;
  for (const origin of allowOrigins.filter(isKnown)) checkOrigin(origin, where, problems);
  for (const method of (allowMethods ?? []).filter(isKnown)) {
    if (method !== '*' && (method === 'ANY' || !METHODS.includes(method))) problems.add('CorsMethod', where, method);
  }
  for (const name of [...allowHeaders ?? [], ...exposeHeaders ?? []].filter(isKnown)) {
    if (name !== '*' && !isHeaderName(name)) problems.add('HeaderName', where, name);
  }
  if (allowCredentials) {
    const starred = Object.entries({ allowOrigins, allowMethods, allowHeaders, exposeHeaders }).filter(([, values]) => values?.includes('*'));
    for (const [member] of starred) problems.add('CorsCredentials', where, `one of its ${member}`);
  }
  return {
    origins: allowOrigins.includes('*') ? ['*'] : [...new Set(allowOrigins)].sort(),
    methods: allowMethods && [...new Set(allowMethods)].sort(),
    headers: allowHeaders && [...new Set(allowHeaders)].sort(),
    exposeHeaders: [...new Set(exposeHeaders)].sort(),
    credentials: allowCredentials,
    maxAge: maxAge && Tokenization.stringifyNumber(Math.round(maxAge.toSeconds({ integral: false }))),
  };
}

function checkOrigin(origin: string, where: string, problems: ProblemReport): void {
  if (origin === '*' || isVariableOrigin(origin)) return;
  const refuse = (why: string) => problems.add('CorsOrigin', where, origin, why);
  const [, scheme, host, rest] = /^([^:/]*):\/\/([^/?#]*)(.*)$/.exec(origin) ?? [];
  if (scheme === undefined) return refuse('it has no scheme and host');
  if (rest !== '') return refuse(`browsers send no path, and it has ${JSON.stringify(rest)}`);
  if (origin !== origin.toLowerCase()) return refuse('browsers send it in small letters');
  if (!/^[a-z][a-z0-9+.-]*$/.test(scheme) || !/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/.test(host)) return refuse('it is no scheme and host');
  if (/^https:.*:443$|^http:.*:80$/.test(origin)) refuse('browsers leave out the port that is the scheme\'s own');
}
