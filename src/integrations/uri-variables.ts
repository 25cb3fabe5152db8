/** A path variable in a URI; `${stageVariables.x}` is none. */
const VARIABLE = /(?<!\$)\{([^{}]*)\}/g;

/** The names of the path variables in a URI, each of them once. */
export function variablesIn(uri: string): string[] {
  return [...new Set([...uri.matchAll(VARIABLE)].map(([, name]) => name))];
}
