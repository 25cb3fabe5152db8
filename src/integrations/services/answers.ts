import { SERVER_ERROR } from './template';
import type { IntegrationResponse } from '../../mapping/integration-mapping';
import { MappingTemplate } from '../../mapping/mapping-template';

/** What a client gets, by the names of errors that a service answers with; every other one is a fault of the configuration, 500. */
export type ClientErrors = Readonly<Partial<Record<ErrorStatus, readonly string[]>>>;

type ErrorStatus = keyof typeof MESSAGES;

const MESSAGES = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
} as const;

/** The answers to what a service refuses and to what fails. What the role may not do is no fault of the client. */
export const FAILURES: readonly IntegrationResponse[] = [
  { selectionPattern: '40[0-24-9]|4[1-9]\\d', statusCode: 400, templates: json('{"message":"Bad Request"}') },
  { statusCode: 500, templates: json(SERVER_ERROR) },
];

/** An answer that is JSON. */
export function json(template: string): Record<string, MappingTemplate> {
  return { 'application/json': MappingTemplate.fromString(template) };
}

/** The answers to what a service refuses with the name of an error in its body. */
export function failuresByName(path: string, errors: ClientErrors): readonly IntegrationResponse[] {
  const branches = Object.entries(errors).map(([status, names], index) =>
    `#${index === 0 ? 'if' : 'elseif'}($name.matches('(.*[#.])?(${names.join('|')})'))${status === '400' ? '' : override(status)}${messageOf(Number(status) as ErrorStatus)}`);
  const byName = `#set($name = "$!input.path('${path}')")${branches.join('')}#else${override('500')}${SERVER_ERROR}#end`;
  return [{ selectionPattern: '4\\d{2}', statusCode: 400, templates: json(byName) }, FAILURES[1]];
}

/** Gives an answer another status than its response has. */
export function override(status: string): string {
  return `#set($context.responseOverride.status = ${status})`;
}

export function messageOf(status: ErrorStatus): string {
  return `{"message":"${MESSAGES[status]}"}`;
}
