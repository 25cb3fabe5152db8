import { storedValue } from './parameters';
import type { Place } from './place';

/** A text with a placeholder for each `{{resolve:…}}`; only plain parameters of Systems Manager may have a value. */
export function resolveDynamicReferences(text: string, place: Place): string {
  return text.replace(/\{\{resolve:([\w-]+):([^{}]*)\}\}/g, (_, service: string, reference: string) => {
    if (service === 'ssm') return storedValue(reference.replace(/:\d+$/, ''), place);
    place.report('info', 'dynamic-reference', `${service}:${reference} is only known in an account`);
    return `unknown-${reference}`;
  });
}
