import { writeFileSync } from 'node:fs';
import { startGateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { directoryOf } from '../support/files';
import { apiOf, mock, operation, serve } from '../support/serve';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:list';
const lambda = operation({ type: 'aws_proxy', httpMethod: 'POST', uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations` });
const list = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'list', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => ({})' } } };

/** Codes and messages of a method `GET /orders`, and where it is. */
async function saidOf(method: JsonObject, stage: JsonObject = {}, others: JsonObject = {}): Promise<string[]> {
  const { model } = await serve(apiOf({ '/orders': { get: method } }, {}, stage, others));
  return model.diagnostics.map(({ severity, code, where, message }) => `${severity} ${code} ${where.property}: ${message}`);
}

const AT = '/Properties/Body/paths/~1orders/get';

test.each<[name: string, method: JsonObject, want: RegExp | undefined, stage?: JsonObject, others?: JsonObject]>([
  ['a template that compiles', mock('$input.body'), undefined],
  ['a response template that does not', mock('#if($a)'), /invalid-template .*: the response template for application\/json does not compile: .* at line 1, column \d+$/],
  ['a request template that does not', mock('', { requestTemplates: { 'text/plain': 'a\n#set($x' } }), /invalid-template .*: the request template for text\/plain does not compile: .* at line 2, column \d+$/],
  ['it is said once of both sides of a canary', mock('#if($a)'), /invalid-template/, { CanarySetting: { PercentTraffic: 50 } }],
  ['a function that may be invoked', lambda, undefined, {}, { list, May: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'list', Action: 'lambda:InvokeFunction', Principal: '*' } } }],
  ['a function without a permission', lambda, /unanswerable .*: invalid permissions on Lambda function/, {}, { list }],
  ['a function that is not there', lambda, /unanswerable .*: there is no function arn:.*:list among the templates/],
  ['a header that cannot be mapped', operation({ type: 'http', httpMethod: 'GET', uri: 'http://x/', requestParameters: { 'integration.request.header.Content-Length': "'1'" } }), /unanswerable .*: the header Content-Length cannot be mapped/],
])('%s', async (_, method, want, stage = {}, others = {}) => {
  const said = await saidOf(method, stage, others);
  expect(said).toEqual(want ? [expect.stringMatching(want)] : []);
  if (want) expect(said[0]).toMatch(new RegExp(`^error \\S+ ${AT.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
});

test('of what is read anew', async () => {
  const file = `${directoryOf({ 'template.json': apiOf({ '/orders': { get: mock('') } }) })}/template.json`;
  const gateway = await startGateway({ template: file });
  expect(gateway.model.diagnostics).toEqual([]);
  writeFileSync(file, JSON.stringify(apiOf({ '/orders': { get: mock('') }, '/new': { get: mock('#if(') } }, {}, { StageName: 'test' })));
  // The deployment is known, and stays as it was.
  expect(gateway.reload().diagnostics).toEqual([]);
  const renamed = JSON.stringify(apiOf({ '/orders': { get: mock('#if(') } })).replaceAll('Deployment"', 'Later"').replaceAll('AWS::ApiGateway::Later', 'AWS::ApiGateway::Deployment');
  writeFileSync(file, renamed);
  expect(gateway.reload().diagnostics.map(({ code }) => code)).toEqual(['invalid-template']);
  await gateway.close();
});
