import type { PlainValue } from 'stagecraft-templates';

/** What a template set in `$context.requestOverride` or `responseOverride`, as texts. */
export function overrideTexts(values: { readonly [name: string]: PlainValue } | undefined): [string, string | string[]][] {
  if (!values) return [];
  return Object.keys(values).map((name) => {
    const value = values[name];
    return [name, Array.isArray(value) ? value.map(textOf) : textOf(value)];
  });
}

function textOf(value: PlainValue): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
