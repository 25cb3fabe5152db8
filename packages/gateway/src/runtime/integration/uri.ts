import { encodePercent } from '../request/query';
import type { MethodScope } from '../step';

/** A URI with its `{variables}` filled in; their values are encoded. */
export type UriTemplate = (path: Readonly<Record<string, string | readonly string[]>>) => string;

/** A URI whose stage variables are filled in already. */
export function compileUri(uri: string, { method }: MethodScope): UriTemplate {
  const [first, ...rest] = uri.split(/\{([^{}]+)\}/);
  if (rest.length === 0) return () => first;
  // A variable of one segment is one segment of the URI, too: what it has for a slash stays encoded.
  const single = new Set(Array.from(method.path.matchAll(/\{([^+}]+)\}/g), ([, name]) => `method.request.path.${name}`));
  const slashless = new Set(Object.entries(method.integration!.requestParameters)
    .filter(([, source]) => single.has(source)).map(([target]) => target.replace('integration.request.path.', '')));
  return (path) => {
    let text = first;
    for (let at = 0; at < rest.length; at += 2) {
      const name = rest[at];
      const value = path[name];
      text += value === undefined ? encodeURIComponent(`{${name}}`) : encode(String(value), slashless.has(name));
      text += rest[at + 1];
    }
    return text;
  };
}

function encode(value: string, slashes: boolean): string {
  const encoded = encodePercent(value);
  return slashes ? encoded : encoded.replaceAll('%2F', '/');
}

/** Parameters as a query string, with `?` or `&` before it, or nothing. */
export function withQuery(path: string, query: Readonly<Record<string, string | readonly string[]>>): string {
  let text = path;
  for (const name of Object.keys(query)) {
    const values = query[name];
    for (const value of typeof values === 'string' ? [values] : values) {
      text += `${text.includes('?') ? '&' : '?'}${encodePercent(name)}=${encodePercent(value)}`;
    }
  }
  return text;
}
