import type { IntegrationObject } from './extensions/integration';
import type { ParameterObject } from './openapi';
import { sortedEntries } from '../private/sorted';
import type { Route } from '../route';

/** Whether each parameter that a route declares is required, by `header.X` or `querystring.X`. */
export type DeclaredParameters = Readonly<Record<string, boolean>>;

/** How a mapping expression names a parameter of the request. */
const MAPPED = /^(?:integration\.request|method\.request)\.(header|querystring|multivalueheader|multivaluequerystring|path)\.(.+)$/;

/**
 * The parameter objects of a route (OpenAPI 3.0, 4.7.12): its path variables, the parameters that it declares, and those that its
 * integration uses, which API Gateway passes on only if they are declared.
 */
export function parameterObjects(route: Route, integration: IntegrationObject, declared: DeclaredParameters = {}): ParameterObject[] {
  const used = Object.fromEntries(usedParameters(integration).filter((name) => !name.startsWith('path.')).map((name) => [name, false]));
  return [
    ...route._variables.map((name) => parameter('path', name, true)),
    ...sortedEntries({ ...used, ...declared }).map(([key, required]) => {
      const [place, name] = split(key);
      return parameter(place === 'header' ? 'header' : 'query', name, required);
    }),
  ];
}

/** The parameters of the request that an integration maps or caches by, as `header.X`, `querystring.X` and `path.X`. */
export function usedParameters({ requestParameters = {}, cacheKeyParameters = [] }: IntegrationObject): string[] {
  const used = [...Object.values(requestParameters).filter((value) => value.startsWith('method.request.')), ...cacheKeyParameters]
    .map((expression) => MAPPED.exec(expression)).filter((match) => match !== null)
    .map(([, place, name]) => `${place.replace('multivalue', '')}.${name}`);
  return [...new Set(used)];
}

function split(key: string): [string, string] {
  const at = key.indexOf('.');
  return [key.slice(0, at), key.slice(at + 1)];
}

function parameter(place: ParameterObject['in'], name: string, required: boolean): ParameterObject {
  return { name, in: place, required, schema: { type: 'string' } };
}
