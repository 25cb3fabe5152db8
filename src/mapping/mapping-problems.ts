import { define, GUIDE, quote } from '../private/problem-definition';

const REFERENCE = `${GUIDE}api-gateway-mapping-template-reference.html`;
const PARAMETERS = `${GUIDE}rest-api-parameter-mapping.html`;

/** The problems of mappings and templates. */
export const MAPPING_PROBLEMS = {
  TemplateSyntax: define('A mapping template compiles, and uses what API Gateway has.', REFERENCE,
    (place: string, line: number, column: number, message: string, found: string, allowed: readonly string[]) => ({
      what: `${place} is wrong at line ${line}, column ${column}, at ${found}: ${message}`,
      remedy: allowed.length > 0 ? `write ${allowed.length > 1 ? 'one of ' : ''}${allowed.join(', ')}` : 'correct it',
    })),
  TemplateSource: define('The file of a mapping template can be read, and XML can have the names in it.', `${GUIDE}models-mappings.html`,
    (place: string, why: string) => ({ what: `${place} cannot be made: ${why}`, remedy: 'give the path of a file from where the app runs, or an absolute one, and names that XML can have' })),
  TemplateContentType: define('Mapping templates are found by media type.', `${GUIDE}request-response-data-mappings.html`,
    (place: string) => ({ what: `${place} is for no media type`, remedy: 'write it like "application/json"' })),
  MappingTarget: define('A mapping sets a header, a query string parameter or a path variable.', PARAMETERS,
    (routeKey: string, target: string, why: string) => ({
      what: `route ${quote(routeKey)} maps ${quote(target)}: ${why}`,
      remedy: 'use a name of letters, digits and . _ $ - that API Gateway does not set by itself',
    })),
  MappingSource: define('A mapping reads a parameter, the body, the context, a stage variable, or is text in single quotes.', PARAMETERS,
    (routeKey: string, target: string, source: string, why: string) => ({
      what: `route ${quote(routeKey)} maps ${quote(target)} from ${quote(source)}: ${why}`,
      remedy: 'use one of the factories of RequestValue and ResponseValue',
    })),
  MappingPath: define('A path variable that is mapped is one of the route.', PARAMETERS,
    (routeKey: string, target: string, variable: string) => ({
      what: `route ${quote(routeKey)} maps ${quote(target)} from the path variable ${quote(variable)}, which its path does not have`,
      remedy: `add "{${variable}}" to the route's path, or map something else`,
    })),
  ContextName: define('The context of a call has the names that API Gateway lists.', REFERENCE,
    (place: string, name: string) => ({
      what: `${place} reads "context.${name}", which API Gateway does not list for mappings: it would be empty`,
      remedy: 'use a name of the list; integration results, latencies and TLS details are for access logs only',
    })),
};
