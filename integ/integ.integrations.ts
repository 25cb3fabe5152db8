/**
 * Every kind of integration but those of AWS services: functions and HTTP backends with and without mappings, streams, mocks, and a load
 * balancer in a VPC through both kinds of VPC link.
 *
 * The API is its own HTTP backend: its mocks stand for what is elsewhere. The assertions call the deployed API. They need an account:
 * `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_apigateway as apigateway, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { ApiVpcLink, Authorizer, Integration, MappingTemplate, RequestValue, ResponseValue, RestApi, TemplateValue, VpcConnection, XmlElement } from '../src';

const app = new App();
const stack = new Stack(app, 'Integrations');
const fn = (id: string, code: string) => new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline(code) });

const echo = fn('Echo', 'exports.handler = async (event) => { if (event.fail) throw new Error(event.fail); return { got: event }; };');
const streaming = fn('Streaming', `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const http = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { 'Content-Type': 'application/json' } });
  http.write('{"streamed":');
  http.end('true}');
});`);

const backend = new RestApi(stack, 'Backend', { authorizer: Authorizer.none() });
backend.addRoute('ANY /orders/{id}', Integration.mock({
  requestTemplate: MappingTemplate.fromString('{"statusCode": #if($input.params("id") == "7")200#{else}404#end}'),
  body: { total: 12.5 },
  headers: { 'X-Total': ResponseValue.literal('12.5') },
  responses: [{ selectionPattern: '4\\d{2}', statusCode: 404, templates: { 'application/json': MappingTemplate.json({ missing: TemplateValue.parameter('id') }) } }],
}));
const { url } = backend.addStage('live');

const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none() });
api.addRoute('POST /custom', Integration.lambdaCustom(echo));
api.addRoute('POST /later', Integration.lambdaCustom(echo, { asynchronous: true }));
api.addRoute('GET /mapped/{id}', Integration.lambdaCustom(echo, {
  request: { templates: { 'application/json': MappingTemplate.json({ id: TemplateValue.parameter('id'), fail: TemplateValue.parameter('fail') }) } },
  responses: [
    { templates: { 'application/json': MappingTemplate.json({ id: TemplateValue.body('$.got.id') }) } },
    { selectionPattern: 'no .*', statusCode: 404, templates: { 'application/json': MappingTemplate.json({ message: TemplateValue.body('$.errorMessage') }) } },
  ],
}));
api.addRoute('POST /form', Integration.lambdaCustom(echo, { request: { templates: { 'application/x-www-form-urlencoded': MappingTemplate.formToJson() } } }));
api.addRoute('POST /xml', Integration.lambdaCustom(echo, {
  request: { templates: { 'application/xml': MappingTemplate.json({ name: TemplateValue.xmlText('Name'), price: TemplateValue.xmlNumber('Price') }) } },
  responses: [{ templates: { 'application/xml': MappingTemplate.xml(XmlElement.withText('name', TemplateValue.body('$.got.name'))) } }],
}));
api.addRoute('GET /stream', Integration.lambdaFunction(streaming, { streaming: true }));
api.addRoute('GET /proxied/{id}', Integration.httpProxy(`${url}/orders/{id}`, { request: { headers: { 'X-Stage': RequestValue.context('stage') } } }));
api.addRoute('GET /http/{id}', Integration.http(`${url}/orders/{id}`, {
  responses: [
    { headers: { 'X-Total': ResponseValue.header('X-Total') }, templates: { 'application/json': MappingTemplate.json({ sum: TemplateValue.body('$.total') }) } },
    { selectionPattern: '404', statusCode: 410 },
  ],
}));

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false });
const alb = new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc });
const fixed = elbv2.ListenerAction.fixedResponse(200, { contentType: 'application/json', messageBody: '{"from":"vpc"}' });
alb.addListener('Listener', { port: 8080, protocol: elbv2.ApplicationProtocol.HTTP, open: false, defaultAction: fixed });
const link = new ApiVpcLink(stack, 'Link', { vpc });
api.addRoute('GET /private', Integration.httpProxy(`http://${alb.loadBalancerDnsName}:8080/`, { connection: VpcConnection.applicationLoadBalancer(link, alb) }));
const nlb = new elbv2.NetworkLoadBalancer(stack, 'Nlb', { vpc });
const linkV1 = new apigateway.VpcLink(stack, 'LinkV1', { targets: [nlb] });
api.addRoute('GET /private/v1', Integration.httpProxy(`http://${nlb.loadBalancerDnsName}/`, { connection: VpcConnection.vpcLinkV1(linkV1) }));

const stage = api.addStage('live');

const { assertions } = new IntegTest(app, 'IntegrationsTest', { testCases: [stack] });
const answers = (path: string, status: number, body: object | string, init?: { method: string; body?: string; headers?: Record<string, string> }) =>
  assertions.httpApiCall(stage.urlForPath(path), init).expect(ExpectedResult.objectLike({ status, body }));
const post = (body: string, type = 'application/json') => ({ method: 'POST', body, headers: { 'Content-Type': type } });
answers('/custom', 200, { got: { a: 1 } }, post('{"a": 1}'));
answers('/custom', 500, { message: 'Internal server error' }, post('{"fail": "secret"}'));
assertions.httpApiCall(stage.urlForPath('/later'), post('{"fail": "unheard"}')).expect(ExpectedResult.objectLike({ status: 202 }));
answers('/mapped/7', 200, { id: '7' });
answers('/mapped/7?fail=no%20%22order%22', 404, { message: 'no "order"' });
answers('/form', 200, { got: { name: 'Ana & "Bo"' } }, post('name=Ana+%26+%22Bo%22', 'application/x-www-form-urlencoded'));
answers('/xml', 200, '<?xml version="1.0" encoding="UTF-8"?><name>tea &amp; cups</name>', post('<o:Name>tea &amp; cups</o:Name>', 'application/xml'));
answers('/stream', 200, { streamed: true });
answers('/proxied/7', 200, { total: 12.5 });
answers('/proxied/8', 404, { missing: '8' });
answers('/http/7', 200, { sum: 12.5 });
assertions.httpApiCall(stage.urlForPath('/http/8')).expect(ExpectedResult.objectLike({ status: 410 }));
answers('/private', 200, { from: 'vpc' });
