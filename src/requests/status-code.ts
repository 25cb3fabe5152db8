/** Whether a number is a status code that API Gateway takes. */
export function isStatusCode(statusCode: number): boolean {
  return Number.isInteger(statusCode) && statusCode >= 100 && statusCode <= 599;
}
