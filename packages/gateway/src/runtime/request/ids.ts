const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** `DwrVJHbYoAMFqTQ=`, as `x-amz-apigw-id` is. */
export function extendedRequestId(): string {
  let id = '';
  for (let at = 0; at < 15; at++) id += BASE64[Math.floor(Math.random() * BASE64.length)];
  return `${id}=`;
}

/** `Root=1-{seconds}-{random}`, with a root that the client gave. */
export function traceId(given: string | undefined, milliseconds: number, uuid: string): string {
  const root = given?.match(/(?:^|;)\s*Root=([^;]+)/i)?.[1];
  return `Root=${root ?? `1-${Math.floor(milliseconds / 1000).toString(16)}-${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24, 28)}`}`;
}

let formattedSecond = NaN;
let formatted = '';

/** `09/Apr/2026:12:34:56 +0000` */
export function requestTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== formattedSecond) {
    formattedSecond = second;
    const iso = new Date(second * 1000).toISOString();
    formatted = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  }
  return formatted;
}
