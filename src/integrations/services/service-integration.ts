import { aws_kms as kms, type Duration, type IResource, Stack } from 'aws-cdk-lib';
import { json } from './answers';
import { faultOf } from './template';
import { ContentHandling } from '../../mapping/content-handling';
import { type IntegrationRequest, type IntegrationResponse, requestMapping, responseMapping } from '../../mapping/integration-mapping';
import type { MappingTemplate } from '../../mapping/mapping-template';
import { RequestValue } from '../../mapping/request-value';
import { placeOf } from '../../private/arns';
import { pathFrom } from '../../private/paths';
import { isKnown } from '../../private/tokens';
import { grantedRole, type IntegrationCredentials } from '../integration-credentials';
import type { IntegrationGrant } from '../integration-role';
import { type IntegrationBinder, type IntegrationContext, timeoutInMillis } from '../port';

/** What every integration of an AWS service may say. */
export interface ServiceIntegrationOptions {
  /**
   * Whose permissions the service is called with.
   *
   * @default - those of a role that is made for it: all routes of the API to the same target share it, and it may do what they do
   */
  readonly credentials?: IntegrationCredentials;

  /**
   * How long API Gateway waits for the service: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized endpoint).
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * The status code of the answer when all went well, 100 to 599.
   *
   * @default - what the integration says
   */
  readonly statusCode?: number;

  /**
   * What makes the answer of the service's own answer when all went well.
   *
   * @default - what the integration says
   */
  readonly response?: MappingTemplate;
}

/** How a service is called, and what becomes of its answers. */
export interface ServiceCall {
  readonly service: string;
  /** `action/X` or `path/X`. */
  readonly operation: string;
  /** @default 'POST' */
  readonly httpMethod?: string;
  /** What the call is about. */
  readonly resource: IResource;
  /** What the call needs; the first is about the resource itself. */
  readonly grants: readonly IntegrationGrant[];
  /** Whether the resource can have a policy of its own that lets other accounts in. */
  readonly shareable: boolean;
  readonly request: IntegrationRequest;
  /** What a client gets when all went well, unless the options say otherwise. */
  readonly success: IntegrationResponse;
  readonly failures: readonly IntegrationResponse[];
}

/** An integration of a service. */
export function serviceIntegration(options: ServiceIntegrationOptions, callOf: (context: IntegrationContext) => ServiceCall): IntegrationBinder {
  return (context) => {
    const { service, operation, httpMethod = 'POST', resource, grants, shareable, request, success, failures } = callOf(context);
    const { statusCode = success.statusCode, response, credentials } = options;
    checkBodies(request, context);
    const place = placeOf(resource, grants[0].resources[0]);
    checkAccount(resource, place.account, shareable, context);
    const needs = { target: pathFrom(context.api, resource), grants };
    return {
      integration: {
        type: 'aws',
        httpMethod,
        uri: serviceUri(context, service, operation, place.region),
        credentials: credentials?._bind(context, needs) ?? grantedRole(context, needs),
        ...requestMapping(request),
        ...timeoutInMillis(options.timeout, context),
        ...responseMapping(asText([
          { ...success, selectionPattern: '2\\d{2}', statusCode, ...(response && { templates: { 'application/json': response } }) }, ...failures,
        ], context)),
      },
    };
  };
}

/** The URI of an operation of a service. */
export function serviceUri({ partition }: IntegrationContext, service: string, operation: string, region: string): string {
  return `arn:${partition}:apigateway:${region}:${service}:${operation}`;
}

/** Answers that templates make are text even for a client that asks for what is binary to the API. */
export function asText(responses: readonly IntegrationResponse[], { binaryMediaTypes }: IntegrationContext): readonly IntegrationResponse[] {
  if (binaryMediaTypes.length === 0) return responses;
  return responses.map((response) => (response.templates ? { contentHandling: ContentHandling.CONVERT_TO_TEXT, ...response } : response));
}

/** A request in a service's JSON protocol. */
export function jsonRequest(version: '1.0' | '1.1', template: string, headers: Record<string, string> = {}): IntegrationRequest {
  return {
    headers: literals({ ...headers, 'Content-Type': `application/x-amz-json-${version}` }),
    templates: json(template),
  };
}

/** A request in a service's query protocol, sent as a form. */
export function formRequest(template: string): IntegrationRequest {
  return { headers: literals({ 'Content-Type': 'application/x-www-form-urlencoded' }), templates: json(template) };
}

/**
 * What a caller of a service has to be allowed with the key that the service encrypts with, if it is one of the account's own.
 *
 * KMS asks for a right to the key, and none to an alias of it: where the key is known by an alias only, the right is to what has the alias.
 */
export function keyGrants(key: kms.IKey | undefined, ...actions: string[]): readonly IntegrationGrant[] {
  if (!key) return [];
  if (key instanceof kms.Alias) return keyGrants(key.aliasTargetKey, ...actions);
  const aliasName = isAlias(key) ? key.aliasName : /:(alias\/.+)$/.exec(key.keyArn)?.[1];
  if (aliasName === undefined) return [{ actions, resources: [key.keyArn] }];
  const { region, account } = key.env;
  const keys = Stack.of(key).formatArn({ service: 'kms', resource: 'key', resourceName: '*', region, account });
  return [{ actions, resources: [keys], conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliasName } } }];
}

function isAlias(key: kms.IKey): key is kms.IAlias {
  return 'aliasName' in key;
}

/** Checks values that become part of a template. */
export function checkValues(values: Iterable<RequestValue | undefined>, { route, problems }: IntegrationContext): void {
  for (const value of values) {
    const fault = value && faultOf(value);
    if (fault) problems.add('ServiceValue', route.routeKey, value._render(), fault);
  }
}

function literals(headers: Record<string, string>): Record<string, RequestValue> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, RequestValue.literal(value)]));
}

/** Checks that the bodies that templates read are no bytes to the API. */
function checkBodies({ templates = {} }: IntegrationRequest, { route, binaryMediaTypes, problems }: IntegrationContext): void {
  for (const contentType of Object.keys(templates)) {
    const binary = binaryMediaTypes.filter(isKnown).find((type) => new RegExp(`^${type.replace(/[.+]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(contentType));
    if (binary) problems.warn('BinaryTemplate', route.routeKey, contentType, binary);
  }
}

function checkAccount({ node: { path } }: IResource, account: string, shareable: boolean, { api, route, problems }: IntegrationContext): void {
  const own = Stack.of(api).account;
  if (!isKnown(account) || !isKnown(own) || account === own) return;
  if (shareable) problems.warn('ForeignTargetPolicy', route.routeKey, path, account);
  else problems.add('ForeignTarget', route.routeKey, path, account, own);
}
