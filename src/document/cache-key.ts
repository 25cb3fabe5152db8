import type { Operation } from './operation';
import { usedParameters } from './parameters';
import { nearNames } from '../private/near-names';
import type { ProblemReport } from '../problems';

/** Checks that what tells the kept answers of a route apart are parameters that it has. */
export function checkCacheKey({ route, integration, parameters = {} }: Operation, problems: ProblemReport): void {
  const { type, cacheKeyParameters, requestParameters } = integration;
  if (!cacheKeyParameters) return;
  const paths = route._variables.map((name) => `path.${name}`);
  // A route that declares nothing declares what it uses; one that declares something has to declare all of it.
  const declared = Object.keys(parameters).length > 0 ? [...Object.keys(parameters), ...usedParameters({ type, requestParameters })] : undefined;
  for (const expression of cacheKeyParameters) {
    const [name] = usedParameters({ type, cacheKeyParameters: [expression] }) as [string?];
    if (name === undefined) {
      problems.add('CacheKeyParameter', route.routeKey, expression, 'is no header, query string parameter or path variable', []);
    } else if (name.startsWith('path.') && !paths.includes(name)) {
      problems.add('CacheKeyParameter', route.routeKey, expression, 'is no variable of its path', nearNames(name, paths));
    } else if (declared && !name.startsWith('path.') && !declared.includes(name)) {
      problems.add('CacheKeyParameter', route.routeKey, expression, 'is no parameter that it declares', nearNames(name, declared));
    }
  }
}
