import type { Source } from 'stagecraft-gateway';

/** The construct, or where in the template something stands. */
export function placeOf({ constructPath, template, logicalId, property = '' }: Source): string {
  return (constructPath ?? (logicalId === undefined ? template : `${template}#${logicalId}`)) + property;
}

/** The construct as its author knows it: without the resource inside it. */
export function constructOf(source: Source): string {
  return source.constructPath?.replace(/\/(Resource|Default)$/, '') ?? source.logicalId ?? source.template;
}
