import { directoryOf } from './files';
import { Gateway, startGateway, type ServeOptions } from '../../src/gateway';
import type { JsonObject } from '../../src/json';

const running: Gateway[] = [];

afterAll(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
});

/** A gateway for a template, gone after the file's tests. */
export async function serve(template: JsonObject, options: ServeOptions = {}): Promise<Gateway> {
  const gateway = await startGateway({ template: `${directoryOf({ 'template.json': template })}/template.json`, region: 'eu-west-1', ...options });
  running.push(gateway);
  return gateway;
}

/** A template of one API with one stage, `prod`: its document's paths, and what else belongs to the document. */
export function apiOf(paths: JsonObject, document: JsonObject = {}, stage: JsonObject = {}, others: JsonObject = {}): JsonObject {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Test', Body: { openapi: '3.0.1', info: { title: 'Test', version: '1' }, paths, ...document } } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', ...stage } },
      ...others,
    },
  };
}

/** An operation with an integration. */
export function operation(integration: JsonObject, method: JsonObject = {}): JsonObject {
  return { 'responses': { 200: { description: '' } }, ...method, 'x-amazon-apigateway-integration': integration };
}

/** A MOCK integration that answers 200 with a template's text. */
export function mock(template: string, integration: JsonObject = {}): JsonObject {
  return operation({
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200', responseTemplates: { 'application/json': template } } },
    ...integration,
  });
}
