import { JavaMap, JsonSyntaxError, parseJson } from 'stagecraft-templates';
import type { Backend } from './custom';
import { internalError } from '../failure';
import type { BackendAnswer } from '../mapping/values';

const NO_BODY = Buffer.alloc(0);

/** Answers with the status code that the request template says. */
export function mockBackend(): Backend {
  // A template mostly gives the same text again.
  let last: Buffer | undefined;
  let answer: BackendAnswer;
  return ({ body }, { integration }) => {
    if (!last?.equals(body)) {
      answer = { status: statusOf(body.toString()), headers: [], body: NO_BODY };
      last = body;
    }
    integration.status = answer.status;
    return answer;
  };
}

function statusOf(text: string): number {
  const status = member(text, 'statusCode');
  if (typeof status === 'number' && Number.isInteger(status)) return status;
  throw internalError('the request template of a MOCK integration has to give JSON with a whole number statusCode');
}

function member(text: string, name: string): unknown {
  try {
    const document = parseJson(text, { mode: 'permissive' });
    return document instanceof JavaMap ? document.entries.get(name) : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
