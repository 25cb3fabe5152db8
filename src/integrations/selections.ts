import type { IntegrationContext } from './port';
import type { IntegrationResponse } from '../mapping/integration-mapping';

/** Checks that no two responses of an integration are for the same answers: the document could have one of them only. */
export function checkSelections(responses: readonly IntegrationResponse[], { route, problems }: IntegrationContext): void {
  const seen = new Set<string>();
  for (const { selectionPattern } of responses) {
    const key = selectionPattern ?? 'default';
    if (seen.has(key)) problems.add('SelectionPatternTwice', route.routeKey, selectionPattern);
    seen.add(key);
  }
}
