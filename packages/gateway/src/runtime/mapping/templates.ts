import {
  compileTemplate, InvalidBodyError, TemplateBoundError, TemplateRenderError, TemplateSyntaxError, type Rendered, type Template,
} from 'stagecraft-templates';
import { bareType, JSON_TYPE } from './media-types';
import type { GatewayModel } from '../../model/gateway';
import type { Texts } from '../../model/source';
import type { Exchange } from '../exchange';
import { Failure, internalError } from '../failure';
import { compileContext } from '../request/context';
import type { MethodScope } from '../step';

/** A template, ready for a method. */
export interface MappingTemplate {
  readonly contentType: string;
  render(exchange: Exchange, body: Buffer): Rendered;
}

export type MappingTemplates = ReadonlyMap<string, MappingTemplate>;

/** Templates by content type, in lower case and without parameters. */
export function compileTemplates(templates: Texts, of: 'request' | 'response', scope: MethodScope): MappingTemplates {
  return new Map(Object.entries(templates).map(([contentType, source]) => [bareType(contentType), compileMapping(contentType, source, of, scope)]));
}

/** The template for a request: by its content type, which is JSON where it says nothing. */
export function requestTemplate(templates: MappingTemplates, exchange: Exchange): MappingTemplate | undefined {
  return templates.size === 0 ? undefined : templates.get(bareType(exchange.header('content-type') ?? JSON_TYPE));
}

/** The template for a response: by what the client accepts, else the one for JSON, else the first. */
export function responseTemplate(templates: MappingTemplates, exchange: Exchange): MappingTemplate | undefined {
  if (templates.size === 0) return undefined;
  const accept = exchange.header('accept');
  const wanted = accept === undefined || templates.size === 1 ? undefined : accept.split(',').map((type) => templates.get(bareType(type))).find(Boolean);
  return wanted ?? templates.get(JSON_TYPE) ?? templates.values().next().value;
}

function compileMapping(contentType: string, source: string, of: 'request' | 'response', scope: MethodScope): MappingTemplate {
  const template = compileSource(source, scope);
  if (template instanceof TemplateSyntaxError || template instanceof TemplateBoundError) {
    const failure = internalError(`the ${of} template for ${contentType} does not compile: ${template.message}`);
    scope.report('invalid-template', scope.method.source, failure.message);
    return { contentType, render: () => { throw failure; } };
  }
  const context = compileContext(template.contextNames);
  const { variables: stageVariables } = scope;
  return {
    contentType,
    render: (exchange, body) => {
      try {
        const rendered = template.render({ body: body.toString(), params: new Params(exchange), context: context(exchange), stageVariables });
        exchange.trace?.templates.push({ of, contentType, text: rendered.text });
        return rendered;
      } catch (error) {
        throw renderFailure(error, of, contentType);
      }
    },
  };
}

/** `$input.params`; nothing is parsed that no template asks for. */
class Params {
  constructor(private readonly exchange: Exchange) {}

  get path(): Texts {
    return this.exchange.pathParameters;
  }

  get querystring(): Texts {
    return this.exchange.query;
  }

  get header(): Texts {
    return this.exchange.headers;
  }
}

/** Templates repeat a lot from route to route and from stage to stage. */
const compiledOf = new WeakMap<GatewayModel, Map<string, Compiled>>();

type Compiled = Template | TemplateSyntaxError | TemplateBoundError;

function compileSource(source: string, { model }: MethodScope): Compiled {
  let known = compiledOf.get(model);
  if (!known) compiledOf.set(model, known = new Map());
  let compiled = known.get(source);
  if (!compiled) known.set(source, compiled = tryCompile(source));
  return compiled;
}

function tryCompile(source: string): Compiled {
  try {
    return compileTemplate(source);
  } catch (error) {
    if (error instanceof TemplateSyntaxError || error instanceof TemplateBoundError) return error;
    throw error;
  }
}

function renderFailure(error: unknown, of: 'request' | 'response', contentType: string): unknown {
  if (error instanceof InvalidBodyError && of === 'request') return new Failure('DEFAULT_4XX', 'Could not parse request body into json', { cause: error.message });
  const known = error instanceof InvalidBodyError || error instanceof TemplateBoundError || error instanceof TemplateRenderError;
  return known ? internalError(`the ${of} template for ${contentType} fails: ${error.message}`) : error;
}
