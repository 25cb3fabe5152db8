import type { Node } from '../node';
import type { OpenApiDocument } from './document';

const LOCATIONS = new Map([['query', 'querystring'], ['header', 'header'], ['path', 'path']]);

/** The parameters of an operation: its own, and those of its path that it does not have itself. */
export function parametersOf(pathItem: Node, operation: Node, document: OpenApiDocument): Node[] {
  const all = [...pathItem.get('parameters').items(), ...operation.get('parameters').items()].map((parameter) => document.resolve(parameter));
  return [...new Map(all.map((parameter) => [JSON.stringify([parameter.get('in').value, parameter.get('name').value]), parameter])).values()];
}

/** `method.request.querystring.page` and whether it is required. */
export function requestParameters(parameters: readonly Node[]): Record<string, boolean> {
  return Object.fromEntries(parameters.flatMap((parameter) => {
    const location = LOCATIONS.get(parameter.get('in').text() ?? '');
    const name = parameter.get('name').text();
    return location === undefined || name === undefined ? [] : [[`method.request.${location}.${name}`, parameter.get('required').flag() ?? false]];
  }));
}
