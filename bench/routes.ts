/** The operations of one resource and its items, as APIs commonly have them: static and variable paths, several methods for each. */
const OPERATIONS = [
  'GET ', 'POST ', 'GET /search',
  'GET /{id}', 'PUT /{id}', 'DELETE /{id}',
  'GET /{id}/items', 'POST /{id}/items', 'GET /{id}/items/{itemId}', 'DELETE /{id}/items/{itemId}',
];

/** One route: a method and a path. */
export interface BenchRoute {
  readonly method: string;
  readonly path: string;
}

/** As many routes as asked for, ten for each resource. */
export function benchRoutes(count: number): BenchRoute[] {
  return Array.from({ length: count }, (_, index) => {
    const [method, rest] = OPERATIONS[index % OPERATIONS.length].split(' ');
    return { method, path: `/resource${Math.floor(index / OPERATIONS.length)}${rest}` };
  });
}
