import { isKnown } from '../private/tokens';

/** Whether a number is a status code that API Gateway takes. */
export function isStatusCode(statusCode: number): boolean {
  return Number.isInteger(statusCode) && statusCode >= 100 && statusCode <= 599;
}

/** A status code as a problem names it. The document has answers by their status codes: none can wait for the deployment. */
export function shownStatus(statusCode: number | string): string {
  return isKnown(Number(statusCode)) ? String(statusCode) : '(known at deployment only)';
}
