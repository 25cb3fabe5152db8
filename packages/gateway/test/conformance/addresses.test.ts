import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call } from '../support/call';
import { mock, serve } from '../support/serve';

const INVOKE = 'Invoke REST APIs in API Gateway';
const MAPPINGS = 'Use API mappings to connect API stages to a custom domain name for REST APIs';
const DISABLE = 'Disable the default endpoint for REST APIs';
const KNOWN_ISSUES = 'Amazon API Gateway important notes';
const VARIABLES = 'Variables for data transformations for API Gateway';
const TYPES = 'Gateway response types for API Gateway';

const say = mock('$context.apiId $context.stage $context.path $context.domainName $context.domainPrefix');
const api = (name: string, properties: JsonObject = {}): JsonObject => ({
  Type: 'AWS::ApiGateway::RestApi',
  Properties: { Body: { openapi: '3.0.1', info: { title: name, version: '1' }, paths: { '/': { get: say }, '/orders': { get: say } } }, ...properties },
});
const stage = (of: string, name: string): JsonObject => ({
  [`${of}Deployment`]: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: of } } },
  [`${of}${name}`]: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: of }, DeploymentId: { Ref: `${of}Deployment` }, StageName: name } },
});
const domain = (name: string): JsonObject => ({ Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: name } });
const mapping = (name: string, basePath: string | undefined, of: string, to?: string): JsonObject => ({
  Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { DomainName: name, ApiId: { Ref: of }, ...basePath && { ApiMappingKey: basePath }, ...to && { Stage: to } },
});

let gateway: Gateway;
const ids: Record<string, string> = {};
beforeAll(async () => {
  gateway = await serve({
    Resources: {
      Shop: api('Shop'),
      Admin: api('Admin'),
      Hidden: api('Hidden', { DisableExecuteApiEndpoint: true }),
      ...stage('Shop', 'prod'),
      ...stage('Shop', 'dev'),
      ...stage('Admin', 'prod'),
      ...stage('Hidden', 'only'),
      Domain: domain('api.shop.example'),
      Wild: domain('*.wild.example'),
      M1: mapping('api.shop.example', undefined, 'Shop', 'prod'),
      M2: mapping('api.shop.example', 'admin', 'Admin', 'prod'),
      M3: mapping('api.shop.example', 'admin/v2', 'Shop', 'dev'),
      M4: mapping('*.wild.example', 'all', 'Shop'),
      M5: mapping('*.wild.example', 'hidden', 'Hidden', 'only'),
    },
  });
  for (const { name, id } of gateway.model.rest) ids[name] = id;
});

const FORBIDDEN = '{"message":"Forbidden"}';
const MISSING = '{"message":"Missing Authentication Token"}';
const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]);

test.each<[host: string, path: string, status: number, body: string, source: string]>([
  ['127.0.0.1', '/dev', 200, '{Shop} dev /dev/ {Shop}.execute-api.eu-west-1.amazonaws.com {Shop}', INVOKE],
  ['127.0.0.1', '/dev/', 200, '{Shop} dev /dev/ {Shop}.execute-api.eu-west-1.amazonaws.com {Shop}', INVOKE],
  ['localhost:3000', '/dev/orders', 200, '{Shop} dev /dev/orders {Shop}.execute-api.eu-west-1.amazonaws.com {Shop}', INVOKE],
  ['127.0.0.1', '/{Admin}/prod/orders', 200, '{Admin} prod /prod/orders {Admin}.execute-api.eu-west-1.amazonaws.com {Admin}', 'of this gateway'],
  ['127.0.0.1', '/{Shop}/prod/orders', 200, '{Shop} prod /prod/orders {Shop}.execute-api.eu-west-1.amazonaws.com {Shop}', 'of this gateway'],
  ['127.0.0.1', '/prod/orders', 403, FORBIDDEN, 'of this gateway'],
  ['127.0.0.1', '/none/orders', 403, FORBIDDEN, TYPES],
  ['127.0.0.1', '/', 403, FORBIDDEN, TYPES],
  ['127.0.0.1', '/{Shop}/none', 403, FORBIDDEN, TYPES],
  ['{Shop}.execute-api.eu-west-1.amazonaws.com', '/prod/orders', 200, '{Shop} prod /prod/orders {Shop}.execute-api.eu-west-1.amazonaws.com {Shop}', INVOKE],
  ['{Admin}.execute-api.localhost:4566', '/prod/orders', 200, '{Admin} prod /prod/orders {Admin}.execute-api.localhost {Admin}', 'of this gateway'],
  ['{Admin}.execute-api.localhost', '/dev/orders', 403, FORBIDDEN, INVOKE],
  ['{Admin}.execute-api.localhost', '/prod/nothing', 403, MISSING, TYPES],
  ['none.execute-api.eu-west-1.amazonaws.com', '/prod/orders', 403, FORBIDDEN, TYPES],
  ['{Hidden}.execute-api.eu-west-1.amazonaws.com', '/only/orders', 403, FORBIDDEN, DISABLE],
  ['api.shop.example', '/orders', 200, '{Shop} prod /orders api.shop.example api', MAPPINGS],
  ['API.Shop.Example:443', '/orders', 200, '{Shop} prod /orders api.shop.example api', MAPPINGS],
  ['api.shop.example', '/', 200, '{Shop} prod / api.shop.example api', MAPPINGS],
  ['api.shop.example', '/admin/orders', 200, '{Admin} prod /admin/orders api.shop.example api', VARIABLES],
  ['api.shop.example', '/admin', 200, '{Admin} prod /admin/ api.shop.example api', MAPPINGS],
  ['api.shop.example', '/admin/v2/orders', 200, '{Shop} dev /admin/v2/orders api.shop.example api', MAPPINGS],
  ['api.shop.example', '/admin/nothing', 403, MISSING, TYPES],
  ['api.shop.example', '/adminorders', 200, '{Admin} prod /admin/orders api.shop.example api', MAPPINGS],
  ['api.shop.example', '/ping', 200, 'healthy', KNOWN_ISSUES],
  ['one.wild.example', '/sping', 200, 'healthy', KNOWN_ISSUES],
  ['api.shop.example', '/admin/ping', 403, MISSING, KNOWN_ISSUES],
  ['127.0.0.1', '/dev/ping', 403, MISSING, KNOWN_ISSUES],
  ['one.wild.example', '/allx/dev/orders', 403, FORBIDDEN, MAPPINGS],
  ['one.wild.example', '/all/dev/orders', 200, '{Shop} dev /all/dev/orders one.wild.example one', MAPPINGS],
  ['two.wild.example', '/all/none/orders', 403, FORBIDDEN, MAPPINGS],
  ['two.wild.example', '/unmapped', 403, FORBIDDEN, MAPPINGS],
  ['two.wild.example', '/hidden/orders', 200, '{Hidden} only /hidden/orders two.wild.example two', DISABLE],
])('%s %s -> %i %s (%s)', async (host, path, status, body) => {
  const answer = await call(new URL(gateway.url('dev')).origin, { path: fill(path), headers: { Host: fill(host) } });
  expect([answer.status, answer.text]).toEqual([status, fill(body)]);
});

test('what leads nowhere says so in its headers', async () => {
  const { headers } = await call(new URL(gateway.url('dev')).origin, { path: '/none' });
  expect(headers).toMatchObject({ 'x-amzn-errortype': 'ForbiddenException', 'content-type': 'application/json' });
});

test('a URL is the shortest that there is', () => {
  const { origin } = new URL(gateway.url('dev'));
  expect([gateway.url('dev'), gateway.url('prod', 'Admin')]).toEqual([`${origin}/dev`, `${origin}/${ids.Admin}/prod`]);
  expect(() => gateway.url('prod')).toThrow('More than one API has a stage prod: Shop, Admin. Say which');
  expect(() => gateway.url('none')).toThrow('There is no stage none');
});
