import type { IntegrationObject } from './extensions/integration';
import type { TemplateInspector } from './template-inspector';

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

/** The names of the stage variables that an integration uses. Of a template these are the ones that it reads, not those that it mentions. */
export function stageVariablesOf({ requestTemplates, responses = {}, ...integration }: IntegrationObject, templates: TemplateInspector): Set<string> {
  const names = stageVariablesIn(integration);
  const ofTemplates = (texts: Record<string, string> = {}) => Object.values(texts).filter((text) => text.includes('stageVariables'))
    .forEach((text) => templates.inspect(text).stageVariables.forEach((name) => names.add(name)));
  ofTemplates(requestTemplates);
  for (const { responseTemplates, responseParameters } of Object.values(responses)) {
    stageVariablesIn(responseParameters, names);
    ofTemplates(responseTemplates);
  }
  return names;
}
