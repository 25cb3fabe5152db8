export const JSON_TYPE = 'application/json';

/** A media type without its parameters, in lower case. */
export function bareType(type: string): string {
  const end = type.indexOf(';');
  return (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
}

/** The first media type of an `Accept` header: the service looks at no other. */
export function firstAccepted(accept: string): string {
  const end = accept.indexOf(',');
  return bareType(end === -1 ? accept : accept.slice(0, end));
}

/** Whether a media type is one of an API's binary types, `image/*` and the like among them. */
export function compileMediaTypes(types: readonly string[]): (type: string | undefined) => boolean {
  if (types.length === 0) return () => false;
  // In documents, a slash may be written as ~1.
  const wanted = types.map((type) => bareType(type).replaceAll('~1', '/'));
  const all = wanted.includes('*/*');
  const exact = new Set(wanted);
  const families = new Set(wanted.filter((type) => type.endsWith('/*')).map((type) => type.slice(0, -1)));
  return (type) => {
    if (type === undefined) return false;
    const bare = bareType(type);
    return all || exact.has(bare) || families.has(bare.slice(0, bare.indexOf('/') + 1));
  };
}
