import type { MergedSettings } from './step';
import type { Method } from '../model/definition';
import type { MethodSetting } from '../model/rest-api';

/** What a stage's settings come to for a method: the entry that is nearest to it says, and wider ones say what it leaves out. */
export function settingsOf({ path, httpMethod }: Pick<Method, 'path' | 'httpMethod'>, settings: readonly MethodSetting[]): MergedSettings {
  const merged: Record<string, unknown> = {};
  const wide = (entry: MethodSetting) => Number(entry.resourcePath === '/*') + Number(entry.httpMethod === '*');
  const applying = settings.filter((entry) => (entry.resourcePath === '/*' || entry.resourcePath === path) && (entry.httpMethod === '*' || entry.httpMethod === httpMethod));
  for (const { resourcePath: _, httpMethod: __, ...entry } of applying.sort((a, b) => wide(b) - wide(a))) {
    for (const [name, value] of Object.entries(entry)) {
      if (value !== undefined) merged[name] = value;
    }
  }
  return merged;
}
