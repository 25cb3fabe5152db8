import type { DocumentationLocationObject, DocumentationPartObject } from './extensions/documentation';
import type { Operation } from './operation';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

const PARTS_LIMIT = 2000;

/** All documentation parts of an API in canonical order: its own and those of its routes. */
export function documentationParts(own: readonly DocumentationPartObject[], operations: Iterable<Operation>): DocumentationPartObject[] {
  const parts = [...own, ...[...operations].flatMap(({ documentation = [] }) => documentation)];
  const keyed = parts.map((part) => [keyOf(part.location), part] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, part]) => part);
}

/** What of an API documentation can be of. */
export interface Documented {
  readonly operations: readonly Operation[];
  readonly models: ReadonlySet<string>;
}

/** Checks documentation parts when the API is complete. */
export function checkDocumentation(parts: readonly DocumentationPartObject[], { operations, models }: Documented, problems: ProblemReport): void {
  if (parts.length === 0) return;
  if (parts.length > PARTS_LIMIT) problems.add('TooMuchDocumentation', parts.length);
  const paths = new Set(operations.flatMap(({ route }) => pathsTo(route)));
  const routeKeys = new Set(operations.map(({ route }) => route.routeKey));
  const authorizers = new Set(operations.flatMap(({ requires }) => requires.filter(({ scheme }) => scheme['x-amazon-apigateway-authorizer']).map(({ name }) => name)));
  const seen = new Set<string>();
  for (const { location } of parts) {
    const place = describe(location);
    const { type, path, method, statusCode, name } = location;
    if (seen.has(keyOf(location))) problems.add('DocumentationTwice', place);
    seen.add(keyOf(location));
    if (statusCode !== undefined && !/^([1-5]\d\d|\*)$/.test(statusCode)) problems.add('DocumentationStatus', place, statusCode);
    const missing = (what: string) => problems.add('DocumentationPlace', place, what);
    if (path !== undefined && !paths.has(path)) missing(`the path "${path}"`);
    else if (method !== undefined && method !== '*' && !routeKeys.has(`${method} ${path}`)) missing(`the route "${method} ${path}"`);
    if (type === 'MODEL' && !models.has(name!)) missing(`the model "${name}"`);
    if (type === 'AUTHORIZER' && !authorizers.has(name!)) missing(`the authorizer "${name}"`);
    if (type === 'PATH_PARAMETER' && ![`{${name}}`, `{${name}+}`].some((variable) => path!.split('/').includes(variable))) missing(`the path variable "${name}"`);
  }
}

/** A path and those above it, the root among them. */
function pathsTo({ _segments }: Route): string[] {
  return ['/', ..._segments.map((_, index) => `/${_segments.slice(0, index + 1).join('/')}`)];
}

function keyOf({ type, path = '', method = '', statusCode = '', name = '' }: DocumentationLocationObject): string {
  return JSON.stringify([type, path, method, statusCode, name]);
}

function describe({ type, ...rest }: DocumentationLocationObject): string {
  return [type, ...Object.values(rest)].join(' ');
}
