import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, json, type Call } from '../support/call';
import { EchoServer } from '../support/echo-server';
import { apiOf, operation, serve } from '../support/serve';

const SET_UP = 'Set up a private integration';
const OPENAPI = 'Set up API with private integrations using OpenAPI';
const PRIVATE = 'Private integrations for REST APIs in API Gateway';
const HERE = 'of this gateway';

/** An endpoint that says who it is, and what it got. */
const named = (server: string) => new EchoServer(({ url, headers: { host } }, response) => response.end(JSON.stringify([server, url, host])));
const links = named('links');
const balancer = named('balancer');
const direct = named('direct');
let gateway: Gateway;

const LISTENER = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/known/1/2';

beforeAll(async () => {
  await Promise.all([links, balancer, direct].map((one) => one.start()));
  const proxy = (more: JsonObject): JsonObject => ({ get: operation({ type: 'http_proxy', httpMethod: 'GET', connectionType: 'VPC_LINK', uri: 'https://shop.internal:8443/at', ...more }) });
  const paths = {
    '/by-name': proxy({ connectionId: { Ref: 'Link' } }),
    '/by-logical-id': proxy({ connectionId: { Ref: 'Other' } }),
    '/by-id': proxy({ connectionId: 'vpclink1' }),
    '/by-variable': proxy({ connectionId: '${stageVariables.link}' }),
    '/path/{id}': proxy({ connectionId: 'vpclink1', uri: 'http://shop.internal/orders/{id}', requestParameters: { 'integration.request.path.id': 'method.request.path.id' } }),
    '/host': proxy({ connectionId: 'vpclink1', requestParameters: { 'integration.request.header.Host': "'other.internal'" } }),
    '/balancer': proxy({ connectionId: 'vpclink1', integrationTarget: { Ref: 'Balancer' } }),
    '/listener': proxy({ connectionId: 'vpclink1', integrationTarget: LISTENER }),
    '/target/unknown': proxy({ connectionId: 'vpclink1', integrationTarget: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/none/1/2' }),
    '/mapped': {
      get: operation({ type: 'http', httpMethod: 'GET', connectionType: 'VPC_LINK', connectionId: 'vpclink1', uri: 'http://shop.internal/at', responses: { default: { statusCode: '200' } } }),
    },
    '/mapped/whole': {
      get: operation({
        type: 'http',
        httpMethod: 'POST',
        connectionType: 'VPC_LINK',
        connectionId: 'vpclink1',
        integrationTarget: LISTENER,
        uri: 'http://shop.internal/at',
        requestTemplates: { 'application/json': '#set($context.requestOverride.path = "/whole")x' },
        responses: { default: { statusCode: '200' } },
      }),
    },
    '/internet': proxy({ connectionType: 'INTERNET', uri: `${direct.url}/at` }),
    '/unmapped': proxy({ connectionId: 'vpclink2', uri: `${direct.url}/at` }),
    '/nonsense': proxy({ connectionId: 'nonsense' }),
  };
  const resources = {
    Link: { Type: 'AWS::ApiGateway::VpcLink', Properties: { Name: 'shop', TargetArns: [{ Ref: 'Balancer' }] } },
    Other: { Type: 'AWS::ApiGatewayV2::VpcLink', Properties: { Name: 'other', SubnetIds: [] } },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Name: 'front' } },
  };
  const vpcLinks = { shop: links.url, Other: links.url, vpclink1: links.url, front: balancer.url, [LISTENER]: `${balancer.url}/not/this`, nonsense: 'nonsense' };
  gateway = await serve(apiOf(paths, {}, { Variables: { link: 'vpclink1' } }, resources), { vpcLinks });
});
afterAll(() => Promise.all([links, balancer, direct].map((one) => one.stop())));

test.each<[name: string, given: Call, want: readonly [server: string, url: string, host: string], source: string]>([
  ['a link by its name', { path: '/by-name' }, ['links', '/at', 'shop.internal:8443'], OPENAPI],
  ['a link by its logical id', { path: '/by-logical-id' }, ['links', '/at', 'shop.internal:8443'], HERE],
  ['a link by its id', { path: '/by-id' }, ['links', '/at', 'shop.internal:8443'], OPENAPI],
  ['a link that a stage variable names', { path: '/by-variable' }, ['links', '/at', 'shop.internal:8443'], SET_UP],
  ['the query string', { path: '/by-id?a=1' }, ['links', '/at?a=1', 'shop.internal:8443'], OPENAPI],
  ['a path parameter', { path: '/path/7' }, ['links', '/orders/7', 'shop.internal'], OPENAPI],
  ['a header Host that is mapped', { path: '/host' }, ['links', '/at', 'other.internal'], 'best knowledge'],
  ['a load balancer of the template', { path: '/balancer' }, ['balancer', '/prod/at', 'shop.internal:8443'], PRIVATE],
  ['a listener by its ARN', { path: '/listener' }, ['balancer', '/prod/at', 'shop.internal:8443'], PRIVATE],
  ['a listener that nobody gives, by its link', { path: '/target/unknown' }, ['links', '/prod/at', 'shop.internal:8443'], HERE],
  ['HTTP', { path: '/mapped' }, ['links', '/at', 'shop.internal'], OPENAPI],
  ['a path that a template overrides', { path: '/mapped/whole' }, ['balancer', '/whole', 'shop.internal'], PRIVATE],
  ['an integration that is not private', { path: '/internet' }, ['direct', '/at', 'direct.host'], HERE],
  ['a link that nobody gives', { path: '/unmapped' }, ['direct', '/at', 'direct.host'], HERE],
])('%s: %j -> %j (%s)', async (_, given, want) => {
  const answer = await call(gateway.url('prod'), given);
  expect([answer.status, ...json(answer) as string[]]).toEqual([200, ...want].map((one) => one === 'direct.host' ? new URL(direct.url).host : one));
});

test('what is no URL is said at once', async () => {
  expect(gateway.model.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toContain('unanswerable: nonsense, which takes the place of a VPC link, is no URL');
  expect((await call(gateway.url('prod'), { path: '/nonsense' })).status).toBe(500);
});
