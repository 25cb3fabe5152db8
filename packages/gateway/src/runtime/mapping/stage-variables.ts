import type { Texts } from '../../model/source';

/** A text with its `${stageVariables.name}` filled in; a variable that there is not is nothing. */
export function fillStageVariables(text: string, variables: Texts): string {
  return text.replace(/\$\{stageVariables\.([^}]*)\}/g, (_, name: string) => Object.hasOwn(variables, name) ? variables[name] : '');
}
