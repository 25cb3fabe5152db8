import { compileRequestContent } from './content';
import { HeaderSet } from './header-set';
import { compileMediaTypes } from './media-types';
import { overrideTexts } from './overrides';
import { compileTemplates, requestTemplate, type MappingTemplates } from './templates';
import { compileRequestValue, mapped, type Parameters, type RequestValue } from './values';
import type { Integration } from '../../model/definition';
import type { Exchange } from '../exchange';
import { Failure } from '../failure';
import { emptyRecord } from '../request/headers';
import type { MethodScope } from '../step';

/** What an integration is called with, before it is known how. */
export interface IntegrationRequest {
  readonly headers: HeaderSet;
  readonly query: Parameters;
  readonly path: Parameters;
  /** Takes the place of the URI's path. */
  readonly wholePath?: string;
  readonly body: Buffer;
}

type ParameterSource = readonly [name: string, value: RequestValue];

export interface ParameterMapping {
  readonly header: readonly ParameterSource[];
  readonly querystring: readonly ParameterSource[];
  readonly path: readonly ParameterSource[];
}

/** `integration.request.header.X` and so on, by where they go. */
export function compileParameters({ requestParameters }: Integration, scope: MethodScope): ParameterMapping {
  const mapping: Record<keyof ParameterMapping, ParameterSource[]> = { header: [], querystring: [], path: [] };
  for (const [target, source] of Object.entries(requestParameters)) {
    const [, place, name] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? [];
    if (place) mapping[place as keyof ParameterMapping].push([name, compileRequestValue(source, scope)]);
  }
  return mapping;
}

/** What integrations that are no proxies get: nothing but what is mapped. */
export function compileRequestMapping(integration: Integration, scope: MethodScope): (exchange: Exchange) => IntegrationRequest {
  const { settings } = scope.definition;
  const parameters = compileParameters(integration, scope);
  const templates = compileTemplates(integration.requestTemplates, 'request', scope);
  const content = compileRequestContent(compileMediaTypes(settings.binaryMediaTypes), integration.contentHandling);
  return (exchange) => {
    const template = requestTemplate(templates, exchange);
    if (!template && !passes(integration, templates)) throw new Failure('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
    const body = content(exchange);
    const headers = new HeaderSet();
    headers.setAll(mapped(parameters.header, exchange));
    const request = { headers, query: mapped(parameters.querystring, exchange), path: mapped(parameters.path, exchange), body };
    if (!template) return request;
    const { text, context: { requestOverride } } = template.render(exchange, body);
    const rendered = { ...request, body: Buffer.from(text) };
    if (!requestOverride) return rendered;
    for (const [name, value] of overrideTexts(requestOverride.header)) headers.set(name, value);
    for (const [name, value] of overrideTexts(requestOverride.querystring)) request.query[name] = value;
    if (typeof requestOverride.path === 'string') return { ...rendered, wholePath: requestOverride.path };
    for (const [name, value] of overrideTexts(requestOverride.path)) request.path[name] = value;
    return rendered;
  };
}

function passes({ passthroughBehavior }: Integration, templates: MappingTemplates): boolean {
  return passthroughBehavior === 'WHEN_NO_MATCH' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size === 0);
}

/** Values with those of others behind them. */
export function mergedValues(...all: ReadonlyArray<Readonly<Parameters>>): Record<string, string[]> {
  const merged = emptyRecord<string[]>();
  for (const values of all) {
    for (const name of Object.keys(values)) merged[name] = [...merged[name] ?? [], ...listOf(values[name])];
  }
  return merged;
}

export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
