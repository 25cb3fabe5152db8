import { compileJsonPath, javaToString, JavaList, JavaMap, JsonPathError, parseJson, printJson, type PlainValue, type Value } from 'stagecraft-templates';
import type { Exchange } from '../exchange';
import { Failure, internalError } from '../failure';
import { compileContextPath } from '../request/context';
import { emptyRecord, headerValues } from '../request/headers';
import type { ReleaseScope } from '../step';

/** What an integration answered. */
export interface BackendAnswer {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Buffer;
  /** What selection patterns are held against, where that is not the status code. */
  readonly selection?: string;
}

export type Mapped = string | readonly string[] | undefined;
export type Parameters = Record<string, string | readonly string[]>;
export type RequestValue = (exchange: Exchange) => Mapped;
export type ResponseValue = (exchange: Exchange, answer: BackendAnswer) => Mapped;

/** `method.request.header.X`, `context.stage`, `'text'`, …. */
export function compileRequestValue(source: string, scope: ReleaseScope): RequestValue {
  const [, place, name] = /^method\.request\.(\w+)(?:\.(.+))?$/.exec(source) ?? [];
  const read = place && compileRequestPlace(place, name ?? '');
  return read || compileCommonValue(source, scope);
}

/** `integration.response.header.X`, `context.stage`, `'text'`, …. */
export function compileResponseValue(source: string, scope: ReleaseScope): ResponseValue {
  const [, place, name] = /^integration\.response\.(\w+)(?:\.(.+))?$/.exec(source) ?? [];
  const read = place && compileResponsePlace(place, name ?? '');
  return read || compileCommonValue(source, scope);
}

function compileRequestPlace(place: string, name: string): RequestValue | undefined {
  const lowerCaseName = name.toLowerCase();
  switch (place) {
    case 'path':
      return ({ pathParameters }) => pathParameters[name];
    case 'querystring':
      return ({ query }) => query[name];
    case 'multivaluequerystring':
      return ({ multiValueQuery }) => multiValueQuery[name];
    case 'header':
      return ({ passedHeaders }) => headerValues(passedHeaders, lowerCaseName).at(-1);
    case 'multivalueheader':
      return ({ passedHeaders }) => joined(headerValues(passedHeaders, lowerCaseName));
    case 'body':
      return compileBody(name, ({ body }: Exchange) => body, () => new Failure('DEFAULT_4XX', 'Invalid JSON in request body'));
    default:
      return undefined;
  }
}

function compileResponsePlace(place: string, name: string): ResponseValue | undefined {
  const lowerCaseName = name.toLowerCase();
  switch (place) {
    case 'header':
      return (_, { headers }) => headerValues(headers, lowerCaseName).at(-1);
    case 'multivalueheader':
      return (_, { headers }) => joined(headerValues(headers, lowerCaseName));
    case 'body': {
      const read = compileBody(name, ({ body }: BackendAnswer) => body, () => internalError('the integration\'s response is not JSON, and a mapping reads it'));
      return (_, answer) => read(answer);
    }
    default:
      return undefined;
  }
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

function compileCommonValue(source: string, { variables }: ReleaseScope): RequestValue {
  const variable = /^stageVariables\.(.+)$/.exec(source)?.[1];
  if (variable !== undefined && !Object.hasOwn(variables, variable)) return () => undefined;
  const text = variable === undefined ? /^'(.*)'$/s.exec(source)?.[1] : variables[variable];
  if (text !== undefined) return () => text;
  const contextName = /^context\.(.+)$/.exec(source)?.[1];
  if (contextName === undefined) return () => undefined;
  const read = compileContextPath(contextName);
  return (exchange) => plainText(read(exchange));
}

function plainText(value: PlainValue): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The body as text, or what is at a path in it. Only what looks like JSON is read as such. */
function compileBody<T>(path: string, bodyOf: (from: T) => Buffer, notJson: () => Failure): (from: T) => string | undefined {
  if (path === '') return (from) => bodyOf(from).toString();
  const compiled = compilePath(path);
  if (!compiled) return () => undefined;
  return (from) => {
    const text = bodyOf(from).toString().trim();
    if (!/^[{["']/.test(text)) return undefined;
    let document: Value;
    try {
      document = parseJson(text);
    } catch {
      throw notJson();
    }
    return jsonText(compiled.read(document));
  };
}

function compilePath(path: string): ReturnType<typeof compileJsonPath> | undefined {
  try {
    return compileJsonPath(path.startsWith('$') ? path : `$.${path}`);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function jsonText(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return value instanceof JavaMap || value instanceof JavaList ? printJson(value) : javaToString(value);
}

/** Parameters with the values that there are. */
export function mapped<A extends unknown[]>(parameters: ReadonlyArray<readonly [string, (...args: A) => Mapped]>, ...args: A): Parameters {
  const values = emptyRecord<string | readonly string[]>();
  for (const [name, read] of parameters) {
    const value = read(...args);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
