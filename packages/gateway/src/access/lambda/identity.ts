import { compilePattern, TemplateRenderError } from 'stagecraft-templates';
import type { Authorizer } from '../../model/definition';
import type { Exchange } from '../../runtime/exchange';
import { compileRequestValue } from '../../runtime/mapping/values';
import type { MethodScope } from '../../runtime/step';

/** The values of all identity sources; nothing where one is missing, or is not as the authorizer wants it. */
export type Identity = (exchange: Exchange) => readonly string[] | undefined;

export function compileIdentity({ type, identitySource, identityValidationExpression }: Authorizer, scope: MethodScope): Identity {
  const sources = identitySource.map((source) => compileRequestValue(source, scope));
  const valid = type === 'TOKEN' && identityValidationExpression !== undefined ? compileExpression(identityValidationExpression) : () => true;
  return (exchange) => {
    const values: string[] = [];
    for (const read of sources) {
      const value = read(exchange);
      if (typeof value !== 'string' || value === '' || !valid(value)) return undefined;
      values.push(value);
    }
    return values;
  };
}

/** A Java regular expression, held against the whole of a text. */
export function compileExpression(expression: string): (text: string) => boolean {
  try {
    const pattern = compilePattern(expression);
    return (text) => pattern.matches(text);
  } catch (error) {
    if (error instanceof TemplateRenderError) return () => false;
    throw error;
  }
}
