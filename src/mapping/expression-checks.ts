import { compileJsonPath } from '../../bundled/templates';

/** What a name of a header, a query string parameter or a path variable is made of. */
export const PARAMETER_NAME = /^[A-Za-z0-9._$-]+$/;

const PLACES = {
  request: ['path', 'querystring', 'multivaluequerystring', 'header', 'multivalueheader'],
  response: ['header', 'multivalueheader'],
};

const PREFIX = { request: 'method.request.', response: 'integration.response.' };

/** What a mapping expression reads, or why it reads nothing. */
export interface ReadExpression {
  readonly fault?: string;
  /** The name below `context`. */
  readonly contextName?: string;
  /** The variable of the route's path. */
  readonly pathVariable?: string;
}

/** Reads an expression over a client's request or a backend's response. Of one that is known at deployment only, nothing is said. */
export function readExpression(expression: string, of: 'request' | 'response'): ReadExpression {
  if (expression.startsWith("'")) return { fault: literalFault(expression) };
  if (expression.includes('${Token[')) return {};
  if (expression.startsWith('stageVariables.')) {
    return /^stageVariables\.\w+$/.test(expression) ? {} : { fault: 'a stage variable has letters, digits and underscores in its name' };
  }
  if (expression.startsWith('context.')) return { contextName: expression.slice('context.'.length) };
  const prefix = PREFIX[of];
  if (!expression.startsWith(prefix)) return { fault: `it has to begin with "${prefix}", "stageVariables." or "context.", or be text in single quotes` };
  return readPlace(expression.slice(prefix.length), of);
}

function readPlace(path: string, of: 'request' | 'response'): ReadExpression {
  const [place, ...rest] = path.split('.');
  const name = rest.join('.');
  if (place === 'body') return rest.length === 0 ? {} : { fault: jsonPathFault(name) };
  if (!PLACES[of].includes(place)) return { fault: `${of === 'request' ? 'a request' : 'an answer'} has ${[...PLACES[of], 'body'].join(', ')}, not "${place}"` };
  if (!PARAMETER_NAME.test(name)) return { fault: `"${name}" is not the name of a parameter: use letters, digits and . _ $ -` };
  return place === 'path' ? { pathVariable: name } : {};
}

function literalFault(expression: string): string | undefined {
  if (expression.length < 2 || !expression.endsWith("'")) return 'the text has no single quote at its end';
  return expression.slice(1, -1).includes("'") ? 'the text has a single quote in it, and there is no way to write one' : undefined;
}

function jsonPathFault(path: string): string | undefined {
  try {
    compileJsonPath(`$.${path}`);
    return undefined;
  } catch (error) {
    return `"$.${path}" is no JSONPath: ${(error as Error).message}`;
  }
}
