import type { DocumentationPartObject } from '../document/extensions/documentation';
import type { RouteContentOptions } from '../requests/route-content-options';
import type { Route } from '../route';

const PARAMETER_TYPES: Readonly<Record<string, string>> = { header: 'REQUEST_HEADER', path: 'PATH_PARAMETER', querystring: 'QUERY_PARAMETER' };

/** The documentation parts of what a route says of itself, its parameters and its answers. */
export function routeDocumentation({ path, method }: Route, options: RouteContentOptions): DocumentationPartObject[] {
  const { documentation, request, responses = [] } = options;
  const part = (type: string, properties: object, location: object = {}) => ({ location: { type, path, method, ...location }, properties });
  const parameters = Object.entries(request?.parameters ?? {}).map(([key, { description }]) => {
    const [, place, name] = /^(\w+)\.(.*)$/.exec(key) ?? ['', '', ''];
    return { type: PARAMETER_TYPES[place], name, description };
  });
  return [
    ...(documentation ? [part('METHOD', { ...documentation })] : []),
    ...parameters.filter(({ type, description }) => type && description !== undefined)
      .map(({ type, name, description }) => part(type, { description }, { name })),
    ...responses.flatMap(({ statusCode, description, headers = {} }) => [
      ...(description === undefined ? [] : [part('RESPONSE', { description }, { statusCode: String(statusCode) })]),
      ...Object.entries(headers).filter(([, header]) => header.description !== undefined)
        .map(([name, header]) => part('RESPONSE_HEADER', { description: header.description }, { statusCode: String(statusCode), name })),
    ]),
  ];
}
