import type { Method } from '../../model/definition';
import type { Exchange } from '../../runtime/exchange';

interface Required {
  readonly name: string;
  readonly read: (exchange: Exchange) => string | undefined;
}

/** Names the required parameters that a request does not have; what is blank is not there. */
export function compileRequiredParameters(parameters: Method['requestParameters']): (exchange: Exchange) => string[] {
  const required = Object.keys(parameters).flatMap((parameter) => parameters[parameter] ? compileParameter(parameter) ?? [] : []);
  return (exchange) => {
    const missing: string[] = [];
    for (const { name, read } of required) {
      if ((read(exchange) ?? '').trim() === '') missing.push(name);
    }
    return missing;
  };
}

function compileParameter(parameter: string): Required | undefined {
  const [, place, name] = /^method\.request\.(querystring|header|path)\.(.+)$/s.exec(parameter) ?? [];
  const lowerCaseName = name?.toLowerCase();
  switch (place) {
    case 'querystring':
      return { name, read: ({ query }) => query[name] };
    case 'header':
      return { name, read: (exchange) => exchange.header(lowerCaseName) };
    case 'path':
      return { name, read: ({ pathParameters }) => pathParameters[name] };
    default:
      return undefined;
  }
}
