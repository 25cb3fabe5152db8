import { compilePattern } from '../../bundled/templates';
import type { IntegrationObject, IntegrationResponseObject } from '../document/extensions/integration';
import type { TemplateInspector } from '../document/template-inspector';
import { isContextName } from '../mapping/context-names';
import { PARAMETER_NAME, readExpression } from '../mapping/expression-checks';
import { templatesBehind } from '../mapping/integration-mapping';
import { isMediaType } from '../mapping/media-type';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import { shownStatus } from '../requests/status-code';
import { METHODS, type Route } from '../route';

/** Headers that API Gateway sets by itself, and refuses to map. */
const SET_BY_API_GATEWAY = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];

/** Those that it keeps for itself in requests to AWS services, beside the others. */
const SET_FOR_SERVICES = ['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

/** Checks the integration object of each route of an API, whatever integration has made it. */
export class IntegrationChecks {
  private readonly seenTemplates = new Set<string>();

  constructor(private readonly templates: TemplateInspector, private readonly problems: ProblemReport) {}

  /** Checks the integration of a route. */
  public check(route: Route, integration: IntegrationObject): void {
    this.checkTarget(route, integration);
    this.checkParameters(route, integration);
    this.checkTemplates(route, 'request', integration.requestTemplates);
    if (integration.responseTransferMode) this.checkStreaming(route, integration);
    if (integration.type === 'aws_proxy' || integration.type === 'http_proxy') return;
    const { responses = {} } = integration;
    if (!('default' in responses)) this.problems.add('NoDefaultResponse', route.routeKey);
    for (const [pattern, response] of Object.entries(responses)) this.checkResponse(route, pattern, response);
    const statuses = Object.values(responses).map(({ statusCode }) => statusCode);
    for (const status of new Set(statuses.filter((one, index) => statuses.indexOf(one) < index))) this.problems.add('ResponseStatusTwice', route.routeKey, status);
  }

  private checkTarget({ routeKey }: Route, { type, httpMethod, uri = '' }: IntegrationObject): void {
    if (type === 'mock') return;
    if (!METHODS.includes(httpMethod!) && isKnown(httpMethod)) this.problems.add('HttpMethod', routeKey, httpMethod);
    if (type.startsWith('aws') && !uri.startsWith('${Token[') && !/^arn:[^:]+:apigateway:[^:]+:[^:]+:(path|action)\/./.test(uri)) {
      this.problems.add('AwsUri', routeKey, uri);
    }
  }

  private checkParameters(route: Route, integration: IntegrationObject): void {
    for (const [target, source] of Object.entries(integration.requestParameters ?? {})) {
      const fault = targetFault(target, integration.type);
      if (fault) this.problems.add('MappingTarget', route.routeKey, target, fault);
      this.checkSource(route, target, source, 'request');
    }
  }

  private checkSource(route: Route, target: string, source: string, of: 'request' | 'response'): void {
    const { fault, contextName, pathVariable } = readExpression(source, of);
    if (fault) this.problems.add('MappingSource', route.routeKey, target, source, fault);
    if (isForeign(pathVariable, route)) this.problems.add('MappingPath', route.routeKey, target, pathVariable);
    if (contextName !== undefined && !isContextName(contextName)) {
      this.problems.warn('ContextName', `the mapping of ${JSON.stringify(target)} of route ${JSON.stringify(route.routeKey)}`, contextName);
    }
  }

  private checkResponse(route: Route, pattern: string, { statusCode, responseParameters = {}, responseTemplates }: IntegrationResponseObject): void {
    const { routeKey } = route;
    if (!/^[1-5]\d{2}$/.test(statusCode)) this.problems.add('StatusCode', routeKey, shownStatus(statusCode));
    if (pattern !== 'default' && isKnown(pattern)) {
      try {
        compilePattern(pattern);
      } catch (error) {
        this.problems.add('SelectionPattern', routeKey, pattern, (error as Error).message);
      }
    }
    for (const [target, source] of Object.entries(responseParameters)) {
      const name = target.replace(/^method\.response\.header\./, '');
      if (name === target || !PARAMETER_NAME.test(name)) this.problems.add('MappingTarget', routeKey, target, 'it is no header');
      this.checkSource(route, target, source, 'response');
    }
    this.checkTemplates(route, `${statusCode} response`, responseTemplates);
  }

  private checkStreaming({ routeKey }: Route, { type, requestTemplates, cacheKeyParameters }: IntegrationObject): void {
    const refuse = (why: string) => this.problems.add('StreamingIntegration', routeKey, why);
    if (!type.endsWith('_proxy')) refuse('its integration is no proxy');
    if (requestTemplates) refuse('its integration has mapping templates');
    if (cacheKeyParameters) refuse('a cache cannot keep it');
  }

  /** Checks templates, each distinct one once in the API. */
  private checkTemplates({ routeKey }: Route, of: string, texts: Record<string, string> | undefined): void {
    if (!texts) return;
    const given = templatesBehind(texts);
    for (const [contentType, text] of Object.entries(texts)) {
      const template = given[contentType];
      const file = template?._origin === undefined ? '' : ` (${template._origin})`;
      const place = `the ${of} template for ${JSON.stringify(contentType)} of route ${JSON.stringify(routeKey)}${file}`;
      if (!isMediaType(contentType)) this.problems.add('TemplateContentType', place);
      if (template?._fault !== undefined) this.problems.add('TemplateSource', place, template._fault);
      if (this.seenTemplates.has(text)) continue;
      this.seenTemplates.add(text);
      this.checkTemplate(place, text);
    }
  }

  private checkTemplate(place: string, text: string): void {
    const { problems, contextNames } = this.templates.inspect(text);
    for (const { line, column, message, found, allowed } of problems) {
      this.problems.add('TemplateSyntax', place, line, column, message.replace(` at line ${line}, column ${column}`, ''), found, allowed);
    }
    for (const name of contextNames.filter((one) => !isContextName(one))) this.problems.warn('ContextName', place, name);
  }
}

function isForeign(pathVariable: string | undefined, route: Route): pathVariable is string {
  return pathVariable !== undefined && !route._variables.includes(pathVariable);
}

function targetFault(target: string, type: string): string | undefined {
  const [, place, name] = /^integration\.request\.(header|querystring|path)\.(.*)$/s.exec(target) ?? [];
  if (place === undefined) return 'it is neither a header nor a query string parameter nor a path variable';
  if (!PARAMETER_NAME.test(name)) return `"${name}" is not the name of a parameter`;
  const reserved = place === 'header' && [...SET_BY_API_GATEWAY, ...(type.startsWith('aws') ? SET_FOR_SERVICES : [])].includes(name.toLowerCase());
  return reserved ? `API Gateway sets the header ${name} by itself` : undefined;
}
