import { compileSubstitution, type Substitution } from 'stagecraft-templates';
import type { Exchange } from './exchange';
import type { Failure } from './failure';
import { bareType, JSON_TYPE } from './mapping/media-types';
import { compileRequestValue, mapped, type RequestValue } from './mapping/values';
import type { Reply } from './reply';
import { compileContext } from './request/context';
import { maySetHeader } from './response/passed-headers';
import type { ReleaseScope } from './step';
import type { GatewayResponse } from '../model/definition';

export type FailureResponder = (exchange: Exchange, failure: Failure) => Reply;

interface Responder {
  readonly status?: number;
  readonly parameters: ReadonlyArray<readonly [string, RequestValue]>;
  readonly templates: ReadonlyMap<string, Body>;
}

interface Body {
  readonly contentType: string;
  readonly text: Substitution;
}

const DEFAULT_BODY: Body = { contentType: JSON_TYPE, text: compileSubstitution('{"message":$context.error.messageString}') };
const DEFAULT: Responder = { parameters: [], templates: new Map([[JSON_TYPE, DEFAULT_BODY]]) };

/** The service writes it so where a policy says no. */
const DENIED_BODY: Body = { contentType: JSON_TYPE, text: compileSubstitution('{"Message":$context.error.messageString}') };
const DENIED: Responder = { parameters: [], templates: new Map([[JSON_TYPE, DENIED_BODY]]) };

/** What is answered where nothing of an API can say: at an address that leads nowhere, and to requests that cannot be read. */
export const respondByDefault: FailureResponder = (exchange, failure) => respond(ownResponder(failure), exchange, failure);

/** What an API's gateway responses make of failures. */
export function compileGatewayResponses(scope: ReleaseScope): FailureResponder {
  const given = new Map<string, Responder>();
  for (const response of Object.values(scope.definition.gatewayResponses)) given.set(response.responseType, compileResponder(response, scope));
  if (given.size === 0) return respondByDefault;
  return (exchange, failure) => respond(responderOf(given, failure), exchange, failure);
}

function responderOf(given: ReadonlyMap<string, Responder>, failure: Failure): Responder {
  const { type, status } = failure;
  // The service does not let this one be changed.
  if (type === 'REQUEST_TOO_LARGE') return DEFAULT;
  return given.get(type) ?? given.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX') ?? ownResponder(failure);
}

function ownResponder({ errorType }: Failure): Responder {
  return errorType === 'AccessDeniedException' ? DENIED : DEFAULT;
}

function compileResponder({ statusCode, responseParameters, responseTemplates }: GatewayResponse, scope: ReleaseScope): Responder {
  const templates = Object.entries(responseTemplates).map(([contentType, source]) =>
    [bareType(contentType), { contentType, text: compileSubstitution(source) }] as const);
  return {
    status: statusCode === undefined ? undefined : Number(statusCode),
    parameters: Object.entries(responseParameters)
      .map(([name, source]) => [name.replace(/^gatewayresponse\.header\./, ''), compileRequestValue(source, scope)] as const)
      .filter(([name]) => maySetHeader(name)),
    templates: templates.length === 0 ? DEFAULT.templates : new Map(templates),
  };
}

const context = compileContext();

function respond({ status, parameters, templates }: Responder, exchange: Exchange, failure: Failure): Reply {
  const { text: message, type: responseType, details } = failure;
  exchange.error = { message, messageString: JSON.stringify(message), responseType, validationErrorString: details.validationErrors ?? null };
  const accepted = templates.get(bareType(exchange.header('accept') ?? JSON_TYPE));
  const { contentType, text } = accepted ?? templates.get(JSON_TYPE) ?? templates.values().next().value!;
  const body = text.render({ context: context(exchange), stageVariables: exchange.release?.variables });
  const headers = ['Content-Type', contentType, 'x-amzn-ErrorType', failure.errorType];
  for (const [name, value] of Object.entries(mapped(parameters, exchange))) {
    if (name.toLowerCase() === 'content-type') headers.splice(0, 2);
    for (const one of typeof value === 'string' ? [value] : value) headers.push(name, one);
  }
  return { status: status ?? failure.status, headers, body };
}
