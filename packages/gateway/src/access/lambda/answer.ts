import { isObject, textOf, type Json } from '../../json';
import { compilePolicy, PolicyError, type Policy } from '../policy/policy';

/** What an authorizer's function made out. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policy: Policy;
  /** All values as texts. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey?: string;
}

/** Reads what an authorizer's function gave back; a text says what is wrong with it. */
export function readAnswer(payload: Buffer): AuthorizerAnswer | string {
  let answer: Json;
  try {
    answer = JSON.parse(payload.toString()) as Json;
  } catch {
    return 'the answer is not JSON';
  }
  if (!isObject(answer)) return 'the answer is no object';
  const principalId = textOf(answer.principalId);
  if (principalId === undefined) return 'the answer has no principalId';
  if (answer.policyDocument === undefined) return 'the answer has no policyDocument';
  const context = readContext(answer.context);
  if (typeof context === 'string') return context;
  const usageIdentifierKey = textOf(answer.usageIdentifierKey);
  try {
    return { principalId, policy: compilePolicy(answer.policyDocument), context, usageIdentifierKey };
  } catch (error) {
    if (error instanceof PolicyError) return `the policyDocument is none: ${error.message}`;
    throw error;
  }
}

function readContext(context: Json | undefined): Record<string, string> | string {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return 'the context is no object';
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(context)) {
    if (value === null) continue;
    if (typeof value === 'object') return `the context's ${name} is neither a text nor a number nor true or false`;
    texts[name] = String(value);
  }
  return texts;
}
