export { answerTemplate } from './template-answer';
import { parseJson, JsonSyntaxError } from '../../src/json/parse';
import { javaToString, JsonDepthError, printJson } from '../../src/json/print';
import { compileJsonPath, JsonPathError } from '../../src/jsonpath';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap, type Value } from '../../src/values';

export interface JsonCase {
  readonly text: string;
  readonly mode: 'strict' | 'permissive';
}

/** What the parser and the printer make of a case, in the form in which the oracle answers. */
export function answerJson({ text, mode }: JsonCase): unknown {
  let value: Value;
  try {
    value = parseJson(text, { mode });
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return { refused: true };
    }
    throw error;
  }
  return { value: describeValue(value), json: printJson(value), string: javaToString(value) };
}

export interface PathCase {
  readonly path: string;
  readonly document: string;
}

/** What the compiled path answers, in the form in which the oracle answers. */
export function answerPath({ path, document }: PathCase): unknown {
  const compiled = refusing(() => compileJsonPath(path));
  if (compiled === undefined) {
    return { refused: true };
  }
  const { definite } = compiled;
  return (
    refusing(() => {
      const value = compiled.read(parseJson(document, { mode: 'permissive' }));
      return value === undefined ? { definite, missing: true } : { definite, value: describeValue(value) };
    }) ?? { definite, failed: true }
  );
}

function refusing<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof JsonPathError || error instanceof JsonDepthError || error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** A value with the Java type of each of its parts, in one line. */
export function describeValue(value: Value): string {
  if (typeof value === 'string') {
    return printJson(value);
  }
  if (value instanceof JavaMap) {
    return `{${Array.from(value.entries, ([key, entry]) => `${printJson(key)}: ${describeValue(entry)}`).join(', ')}}`;
  }
  if (value instanceof JavaList) {
    return `${value.kind === 'json' ? '' : `${value.kind} `}[${value.items.map(describeValue).join(', ')}]`;
  }
  return typeOf(value) + javaToString(value);
}

function typeOf(value: Value): string {
  if (typeof value === 'number') {
    return 'int ';
  }
  if (value instanceof JavaLong) {
    return 'long ';
  }
  if (value instanceof JavaBigInteger) {
    return 'big ';
  }
  if (value instanceof JavaDouble) {
    return 'double ';
  }
  return value instanceof JavaBigDecimal ? 'decimal ' : '';
}
