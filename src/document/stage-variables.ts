/** Every notation in which a text may name a stage variable: in URIs, mappings and templates. */
const NOTATION = /stageVariables(?:\.get\((?:'(\w+)'|"(\w+)")\)|\[(?:'(\w+)'|"(\w+)")\]|\.(\w+))/g;

/** The names of the stage variables that the strings of a value use. */
export function stageVariablesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (!value.includes('stageVariables')) return names;
    for (const [, ...groups] of value.matchAll(NOTATION)) {
      names.add(groups.find((name) => name !== undefined)!);
    }
  } else if (value && typeof value === 'object') {
    Object.values(value).forEach((member) => stageVariablesIn(member, names));
  }
  return names;
}
