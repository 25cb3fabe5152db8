import { compilePattern, TemplateRenderError, type Pattern } from 'stagecraft-templates';
import { compileResponseContent } from './content';
import { HeaderSet } from './header-set';
import { compileMediaTypes, JSON_TYPE } from './media-types';
import { overrideTexts } from './overrides';
import { compileTemplates, responseTemplate } from './templates';
import { compileResponseValue, mapped, type BackendAnswer } from './values';
import type { Integration, IntegrationResponse } from '../../model/definition';
import type { Exchange } from '../exchange';
import { internalError } from '../failure';
import type { Reply } from '../reply';
import { lastHeader } from '../request/headers';
import { maySetHeader } from '../response/passed-headers';
import type { MethodScope } from '../step';

type Respond = (exchange: Exchange, answer: BackendAnswer) => Reply;

/** What becomes of the answer of an integration that is no proxy: a response is selected, and says what passes. */
export function compileResponseMapping({ responses }: Integration, scope: MethodScope): Respond {
  const compiled = responses.map((response) => ({ pattern: compileSelection(response), respond: compileResponse(response, scope) }));
  const byDefault = compiled.find(({ pattern }) => !pattern);
  const withPattern = compiled.filter(({ pattern }) => pattern);
  return (exchange, answer) => {
    const text = answer.selection ?? String(answer.status);
    const { respond } = withPattern.find(({ pattern }) => pattern!.matches(text)) ?? byDefault ?? noResponse(text);
    return respond(exchange, answer);
  };
}

function noResponse(text: string): never {
  throw internalError(`no integration response matches ${JSON.stringify(text)}, and there is no default`);
}

function compileSelection({ selectionPattern }: IntegrationResponse): Pattern | undefined {
  if (selectionPattern === undefined) return undefined;
  try {
    return compilePattern(selectionPattern);
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    const failure = internalError(`the selection pattern ${selectionPattern} does not compile: ${error.message}`);
    return { matches: () => { throw failure; } };
  }
}

function compileResponse(response: IntegrationResponse, scope: MethodScope): Respond {
  const { statusCode, responseParameters, responseTemplates, contentHandling } = response;
  const parameters = Object.entries(responseParameters)
    .map(([name, source]) => [name.replace(/^method\.response\.header\./, ''), compileResponseValue(source, scope)] as const)
    .filter(([name]) => maySetHeader(name));
  const templates = compileTemplates(responseTemplates, 'response', scope);
  const content = compileResponseContent(compileMediaTypes(scope.definition.settings.binaryMediaTypes), contentHandling);
  const givenStatus = Number(statusCode);
  return (exchange, answer) => {
    const headers = new HeaderSet();
    const template = responseTemplate(templates, exchange);
    headers.set('Content-Type', template?.contentType ?? JSON_TYPE);
    if (parameters.length > 0) headers.setAll(mapped(parameters, exchange, answer));
    const body = content(exchange, lastHeader(answer.headers, 'content-type'), answer.body);
    if (!template) return { status: givenStatus, headers: headers.list(), body };
    const { text, context: { responseOverride } } = template.render(exchange, body);
    for (const [name, value] of overrideTexts(responseOverride?.header)) {
      if (maySetHeader(name)) headers.set(name, value);
    }
    return { status: overriddenStatus(responseOverride?.status) ?? givenStatus, headers: headers.list(), body: text };
  };
}

/** The service takes nothing but a whole number that is a status. */
function overriddenStatus(status: unknown): number | undefined {
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600 ? status : undefined;
}
