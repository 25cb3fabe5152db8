import { answerHeaders } from './cors-headers';
import { type CorsPolicy, originTemplate, soleOrigin } from './cors-policy';
import type { Operation, RequiredScheme } from '../document/operation';
import { parameterObjects } from '../document/parameters';
import { once } from '../private/once';
import { METHODS } from '../route';

/** What generated clients and AWS's own send. */
const HEADERS = ['Authorization', 'Content-Type', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-User-Agent', 'X-Api-Key'];

/** The operations that answer preflight requests: one for each path that has routes with CORS and no OPTIONS route of its own. */
export function preflights(operations: Iterable<Operation>): Operation[] {
  const shared = new Map<string, Operation[]>();
  const answered = new Set<string>();
  for (const operation of operations) {
    const { cors, route: { method, path } } = operation;
    if (method === 'OPTIONS') answered.add(path);
    if (cors) once(shared, path, () => []).push(operation);
  }
  return [...shared].filter(([path]) => !answered.has(path)).map(([, siblings]) => preflight(siblings));
}

function preflight(operations: Operation[]): Operation {
  const [{ route, cors }] = operations;
  return {
    route: route._sibling('OPTIONS'),
    requires: [],
    integration: {
      type: 'mock',
      passthroughBehavior: 'never',
      requestTemplates: { 'application/json': '{"statusCode": 204}' },
      responses: {
        default: {
          statusCode: '204',
          responseParameters: Object.fromEntries(Object.entries(preflightHeaders(operations, cors!)).map(([name, value]) => [`method.response.header.${name}`, value])),
          ...(soleOrigin(cors!) === undefined && { responseTemplates: { 'application/json': originTemplate(cors!) } }),
        },
      },
    },
  };
}

function preflightHeaders(operations: Operation[], cors: CorsPolicy): Record<string, string> {
  const { 'Access-Control-Expose-Headers': _, ...answer } = answerHeaders(cors);
  return {
    ...answer,
    'Access-Control-Allow-Methods': `'${(cors.methods ?? methodsOf(operations)).join(',')}'`,
    'Access-Control-Allow-Headers': `'${(cors.headers ?? headersOf(operations)).join(',')}'`,
    ...(cors.maxAge !== undefined && { 'Access-Control-Max-Age': `'${cors.maxAge}'` }),
  };
}

function methodsOf(operations: Operation[]): string[] {
  const methods = operations.map(({ route }) => route.method);
  return methods.includes('ANY') ? METHODS.filter((method) => method !== 'ANY').sort() : methods.sort();
}

function headersOf(operations: Operation[]): string[] {
  const declared = operations.flatMap(({ route, integration, parameters, requires }) => [
    ...parameterObjects(route, integration, parameters).filter((parameter) => parameter.in === 'header').map(({ name }) => name),
    ...requires.flatMap(authorizerHeaders),
  ]);
  const known = HEADERS.map((name) => name.toLowerCase());
  return [...HEADERS, ...new Set(declared.filter((name) => !known.includes(name.toLowerCase())))].sort();
}

/** The headers that tell an authorizer who calls: a scheme itself can name one only. */
function authorizerHeaders({ scheme }: RequiredScheme): string[] {
  const sources = scheme['x-amazon-apigateway-authorizer']?.identitySource;
  if (sources !== undefined) return [...sources.matchAll(/method\.request\.header\.([^, ]+)/g)].map(([, name]) => name);
  return scheme.in === 'header' && scheme.name !== 'Unused' ? [scheme.name] : [];
}
