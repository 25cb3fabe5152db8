import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { DocumentError, parseDocument } from '../src/document';
import type { Json, JsonObject } from '../src/json';
import type { GatewayModel } from '../src/model/gateway';
import { readGateway } from '../src/read';
import { directoryOf } from './support/files';
import { importOf, modelOf } from './support/read';

/** Runs of each property; `FUZZ_RUNS` for more. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

const IDS = ['A', 'B', 'C', 'AWS::Region', 'AWS::NoValue', '__proto__', 'constructor', ''];
const id = fc.constantFrom(...IDS);
const FUNCTIONS = [
  'Ref', 'Condition', 'Fn::And', 'Fn::Base64', 'Fn::Cidr', 'Fn::Equals', 'Fn::FindInMap', 'Fn::ForEach::X', 'Fn::GetAZs', 'Fn::GetAtt', 'Fn::If', 'Fn::ImportValue', 'Fn::Join',
  'Fn::Length', 'Fn::Not', 'Fn::Or', 'Fn::Select', 'Fn::Split', 'Fn::Sub', 'Fn::ToJsonString', 'Fn::Transform', 'Fn::Unknown', '$ref',
];
const NAMES = [
  ...FUNCTIONS, 'Body', 'BodyS3Location', 'Key', 'RestApiId', 'ResourceId', 'ParentId', 'PathPart', 'HttpMethod', 'Integration', 'Type', 'StageName', 'DeploymentId', 'MethodSettings',
  'CanarySetting', 'Properties', 'Metadata', 'TemplateURL', 'Parameters', 'Name', 'Default', 'Value', 'Export', 'Code', 'Layers', 'FunctionName', 'Schema', 'swagger', 'openapi', 'paths',
  '/a/{b+}', '/', 'get', 'parameters', 'in', 'name', 'requestBody', 'content', 'application/json', 'schema', 'responses', '200', 'security', 'components', 'securitySchemes', 'schemas', 'items',
  'properties', 'servers', 'url', 'variables', 'info', 'title', 'x-amazon-apigateway-integration', 'x-amazon-apigateway-any-method', 'x-amazon-apigateway-authorizer',
  'x-amazon-apigateway-policy', 'x-amazon-apigateway-gateway-responses', 'x-amazon-apigateway-request-validator', 'x-amazon-apigateway-request-validators', 'type', 'uri', 'statusCode', '__proto__',
];
const TEXTS = ['${A}', '${A.Arn}', '${!x}', '{{resolve:ssm:a}}', '#/components/schemas/A', '#/paths/~1/get', '#', 'mock', 'GET', 'x,y', '3.0.1', '2.0', 'a: [', '{"a": {"$ref": "#/a"}}', '10.0.0.0/8'];

const { value: json } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    id, fc.constantFrom(...TEXTS), fc.constantFrom(null, true, 0, -1, 1e308), fc.string(), fc.array(tie('value'), { maxLength: 4 }), tie('object'), tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...NAMES, ...IDS), tie('value'), { maxKeys: 5 }),
}));

const TYPES = [
  ...['Authorizer', 'ApiKey', 'BasePathMapping', 'BasePathMappingV2', 'Deployment', 'DomainName', 'GatewayResponse', 'Method', 'Model', 'RequestValidator', 'Resource', 'RestApi', 'Stage', 'UsagePlan', 'UsagePlanKey']
    .map((type) => `AWS::ApiGateway::${type}`),
  ...['Alias', 'Function', 'LayerVersion', 'Permission', 'Version'].map((type) => `AWS::Lambda::${type}`),
  'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::ApiMapping', 'AWS::CloudFormation::Stack', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SSM::Parameter', 'Custom::Thing',
];
const properties = fc.dictionary(fc.constantFrom(...NAMES.filter((name) => !FUNCTIONS.includes(name))), json, { maxKeys: 6 });
const resource = fc.record({ Type: fc.constantFrom(...TYPES), Properties: properties, Condition: id, Metadata: json }, { requiredKeys: ['Type', 'Properties'] });
const section = fc.oneof(json, fc.dictionary(id, json));
const template = fc.record(
  { Resources: fc.dictionary(id, resource, { maxKeys: 6 }), Parameters: section, Mappings: section, Conditions: section, Outputs: section },
  { requiredKeys: ['Resources'] },
) as fc.Arbitrary<JsonObject>;

/** Whatever was read, it is whole: it can be written down, and every finding says what and where. */
function checkModel(model: GatewayModel): void {
  expect(() => JSON.stringify(model)).not.toThrow();
  for (const { severity, code, where, message } of model.diagnostics) {
    expect([severity, code, where.template, message]).toEqual([expect.stringMatching(/^(error|warning|info)$/), expect.any(String), expect.any(String), expect.any(String)]);
  }
  for (const { definition } of model.rest) {
    const paths = new Set(definition.resources.map(({ path: one }) => one));
    expect(definition.methods.filter((method) => !paths.has(method.path))).toEqual([]);
  }
}

test('random templates', () => {
  fc.assert(fc.property(template, fc.dictionary(id, fc.string()), (given, parameters) => {
    checkModel(modelOf(given, { files: { A: JSON.stringify(given), B: 'a: {$ref: "#/a"}' } }, parameters));
  }), { numRuns });
});

test('random documents', () => {
  fc.assert(fc.property(fc.oneof(json, fc.dictionary(fc.constantFrom(...NAMES), json)), properties, (document, rest) => {
    const { api } = importOf(document, rest);
    expect(() => JSON.stringify(api)).not.toThrow();
  }), { numRuns });
});

test('random texts', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'!&*{}[]-:?|>#%@`"\' \n\tRef<~') })), (text) => {
    try {
      JSON.stringify(parseDocument(text));
    } catch (error) {
      expect(error).toBeInstanceOf(DocumentError);
    }
  }), { numRuns: numRuns * 5 });
});

test('random assemblies', () => {
  const directory = directoryOf({ 'manifest.json': '' });
  const artifact = fc.record({
    type: fc.constantFrom('aws:cloudformation:stack', 'cdk:asset-manifest', 'cdk:cloud-assembly'),
    environment: fc.constantFrom('aws://1/x', 'aws://unknown-account/unknown-region', 'x'),
    properties: fc.dictionary(fc.constantFrom('templateFile', 'file', 'directoryName', 'stackName', 'parameters'), fc.oneof(fc.constantFrom('manifest.json', '.', '..', '\0', 'x'), json)),
    metadata: json,
    additionalMetadataFile: fc.constantFrom('manifest.json', 'x'),
  }, { requiredKeys: ['type'] });
  const manifest = fc.record({ version: json, artifacts: fc.dictionary(id, fc.oneof(artifact, json)), Resources: fc.dictionary(id, resource), files: json }, { requiredKeys: ['artifacts'] });
  fc.assert(fc.property(fc.oneof(manifest, json), (given) => {
    fs.writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(given));
    checkModel(readGateway({ assembly: directory }));
  }), { numRuns });
});
