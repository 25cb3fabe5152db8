import * as path from 'node:path';
import { Lazy } from 'aws-cdk-lib';
import { Integration, type IntegrationRequest, type IntegrationResponse, MappingTemplate, RequestValue, ResponseValue, TemplateValue, XmlElement } from '../../src';
import type { IntegrationObject } from '../../src/document/extensions/integration';
import { TemplateInspector } from '../../src/document/template-inspector';
import { IntegrationChecks } from '../../src/integrations/integration-checks';
import { Route } from '../../src/route';
import { findingsOf, integrationOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { TestReport } from '../support/report';
import { problemsOf } from '../support/synthesize';

/** What is found in an integration object that no integration of the library would make. */
function foundIn(integration: Partial<IntegrationObject>, routeKey = 'GET /a/{id}'): TestReport {
  const report = new TestReport();
  const checks = new IntegrationChecks(new TemplateInspector(), report);
  checks.check(Route._parse(routeKey, report)!, { type: 'http', httpMethod: 'GET', uri: 'https://x', responses: { default: { statusCode: '200' } }, ...integration });
  return report;
}

const requestOf = (request: IntegrationRequest, routeKey = 'POST /a/{id}') => findingsOf(routeKey, Integration.http('https://backend.example/', { request }));
const responsesOf = (responses: IntegrationResponse[]) => findingsOf('GET /a', Integration.http('https://backend.example/', { responses }));
const templateOf = (source: string) => requestOf({ templates: { 'application/json': MappingTemplate.fromString(source) } });

describe('templates', () => {
  const place = 'the request template for "application/json" of route "POST /a/{id}"';

  test.each<[string, string, string]>([
    ['a syntax error', '{\n  "a": #if($x }', `TemplateSyntax: ${place} is wrong at line 2, column 15, at "}": unexpected "}", expected ). Remedy: write ).`],
    ['a directive that does not end', '#if($x)\nno', `TemplateSyntax: ${place} is wrong at line 2, column 3, at end of template: unexpected end of template`],
    ['a function that $util does not have', '{"a":\n $util.toJson($x)}',
      `TemplateSyntax: ${place} is wrong at line 2, column 2, at $util.toJson(…): $util has no function toJson. Remedy: write one of $util.base64Decode(String), $util.base64Encode(String), `],
    ['a member that $input does not have', '$input.param("x")', `TemplateSyntax: ${place} is wrong at line 1, column 1, at $input.param(…): $input has no function param. Remedy: write one of $input.body, `],
    ['too many arguments', "$input.json('$', 1)", `TemplateSyntax: ${place} is wrong at line 1, column 1, at $input.json(…, …): $input.json does not take 2 arguments. Remedy: write $input.json(String).`],
    ['a JSONPath', "$input.path('$[')", `TemplateSyntax: ${place} is wrong at line 1, column 1, at $[: expected a quoted name, index, "*" or filter at offset 1. Remedy: correct it.`],
    ['a regular expression', "$input.body.matches('(')", `TemplateSyntax: ${place} is wrong at line 1, column 1, at (: regular expression "(": Unclosed group near index 1. Remedy: correct it.`],
    ['a long loop', '#foreach($i in [1..1001])x#end', `TemplateSyntax: ${place} is wrong at line 1, column 1, at 1001 elements: a #foreach goes through 1000 elements at most. Remedy: correct it.`],
    ['a long template', `${'x'.repeat(307_201)}`, `TemplateSyntax: ${place} is wrong at line 1, column 1, at 307201 characters: a template has 307200 characters at most. Remedy: correct it.`],
  ])('%s', (_, source, want) => {
    const problems = templateOf(source);
    expect(problems).toEqual([expect.stringContaining(`[Shop/Orders] ${want}`)]);
  });

  test('all that is wrong in one, in order', () => {
    expect(templateOf('$util.a()\n$util.b()').map((problem) => /line \d/.exec(problem)![0])).toEqual(['line 1', 'line 2']);
  });

  test('in a file, which is named', () => {
    const file = path.join(__dirname, 'templates', 'wrong.vtl');
    expect(requestOf({ templates: { 'application/json': MappingTemplate.fromFile(file) } })).toEqual([
      `[Shop/Orders] TemplateSyntax: ${place} (${file}) is wrong at line 3, column 1, at end of template: unexpected end of template, expected #elseif or #else or #end. Remedy: write one of #elseif, #else, #end.`,
    ]);
  });

  test('a file that is not there', () => {
    expect(requestOf({ templates: { 'application/json': MappingTemplate.fromFile('templates/missing.vtl') } })).toEqual([
      `[Shop/Orders] TemplateSource: ${place} (templates/missing.vtl) cannot be made: ENOENT: no such file or directory, open 'templates/missing.vtl'. `
      + 'Remedy: give the path of a file from where the app runs, or an absolute one, and names that XML can have.',
    ]);
  });

  test('XML with a name that it cannot have', () => {
    const root = XmlElement.withText('a b', TemplateValue.literal('x'), { 1: TemplateValue.literal('y') });
    expect(requestOf({ templates: { 'application/json': MappingTemplate.xml(root) } })).toEqual([
      expect.stringContaining(`TemplateSource: ${place} cannot be made: "a b", "1" cannot be the name of an element or attribute. `),
    ]);
  });

  test('a content type that is none', () => {
    const template = MappingTemplate.passThrough();
    expect(requestOf({ templates: { 'json': template, 'application/vnd.shop+json': template } })).toEqual([
      '[Shop/Orders] TemplateContentType: the request template for "json" of route "POST /a/{id}" is for no media type. Remedy: write it like "application/json".',
    ]);
  });

  test('of a response', () => {
    expect(responsesOf([{ templates: { 'application/json': MappingTemplate.fromString('$util.x()') } }])).toEqual([
      expect.stringContaining('TemplateSyntax: the 200 response template for "application/json" of route "GET /a" is wrong at line 1, column 1'),
    ]);
  });

  test('one for several routes is reported once', () => {
    const stack = testStack();
    const api = testApi(stack);
    const wrong = Integration.http('https://x', { request: { templates: { 'application/json': MappingTemplate.fromString('#if') } } });
    api.addRoutes({ 'POST /a': wrong, 'POST /b': wrong });
    expect(problemsOf(stack)).toEqual([expect.stringContaining('of route "POST /a" is wrong')]);
  });

  test('what is known at deployment only is no part of the language', () => {
    const token = Lazy.string({ produce: () => 'later' });
    expect(templateOf(`{"a": "${token}", "b": $input.path('${token}'), "c": #if($x == ${token})1#end}`)).toEqual([]);
    expect(templateOf(`{"a": "${token}", "b": $util.x()}`)).toEqual([expect.stringMatching(/at line 1, column \d+, at \$util\.x\(\):/)]);
  });

  test('stage variables that are read have to be defined, those in comments do not', () => {
    expect(templateOf('$stageVariables.tenant ## $stageVariables.other')).toEqual([
      expect.stringMatching(/^\[Shop\/Orders\/dev\] UndefinedVariable: .*"tenant"/),
    ]);
  });

  test('names of the context that API Gateway does not list', () => {
    expect(templateOf('$context.identity.sourceIP $context.requestId $context.authorizer.claims.sub #set($context.responseOverride.status = 1)')).toEqual([
      `[Shop/Orders] ${place} reads "context.identity.sourceIP", which API Gateway does not list for mappings: it would be empty. `
      + 'Remedy: use a name of the list; integration results, latencies and TLS details are for access logs only. [ack: stagecraft:ContextName]',
    ]);
  });
});

describe('mappings of the request', () => {
  const refused = (request: IntegrationRequest) => requestOf(request).map((problem) => problem.replace('[Shop/Orders] ', ''));
  const factories = 'Remedy: use one of the factories of RequestValue and ResponseValue.';

  test('all that there is', () => {
    expect(refused({
      headers: {
        'A': RequestValue.header('X-A'),
        'B': RequestValue.multiValueHeader('X-B'),
        'C': RequestValue.literal('"text" $x'),
        'D': RequestValue.context('identity.sourceIp'),
        'E': RequestValue.body(),
        'F': RequestValue.body('a.b[0]'),
        'X-Amz-Invocation-Type': RequestValue.literal('Event'),
      },
      queryString: { a: RequestValue.queryString('qa'), b: RequestValue.multiValueQueryString('qb') },
      path: { x: RequestValue.path('id') },
    })).toEqual([]);
  });

  test.each<[string, IntegrationRequest, string]>([
    ['a name', { headers: { 'X A': RequestValue.literal('x') } }, 'MappingTarget: route "POST /a/{id}" maps "integration.request.header.X A": "X A" is not the name of a parameter. '],
    ['a header that is set anyway', { headers: { 'content-length': RequestValue.literal('0') } },
      'MappingTarget: route "POST /a/{id}" maps "integration.request.header.content-length": API Gateway sets the header content-length by itself. '
      + 'Remedy: use a name of letters, digits and . _ $ - that API Gateway does not set by itself.'],
    ['a quote in a literal', { headers: { A: RequestValue.literal("it's") } },
      `MappingSource: route "POST /a/{id}" maps "integration.request.header.A" from "'it's'": the text has a single quote in it, and there is no way to write one. ${factories}`],
    ['a parameter without a name', { headers: { A: RequestValue.header('') } },
      `MappingSource: route "POST /a/{id}" maps "integration.request.header.A" from "method.request.header.": "" is not the name of a parameter: use letters, digits and . _ $ -. ${factories}`],
    ['a JSONPath', { headers: { A: RequestValue.body('a[?(') } },
      'MappingSource: route "POST /a/{id}" maps "integration.request.header.A" from "method.request.body.a[?(": "$.a[?(" is no JSONPath: '],
    ['a path variable', { headers: { A: RequestValue.path('orderId') } },
      'MappingPath: route "POST /a/{id}" maps "integration.request.header.A" from the path variable "orderId", which its path does not have. '
      + 'Remedy: add "{orderId}" to the route\'s path, or map something else.'],
    ['a stage variable', { headers: { A: RequestValue.stageVariable('a-b') } },
      `MappingSource: route "POST /a/{id}" maps "integration.request.header.A" from "stageVariables.a-b": a stage variable has letters, digits and underscores in its name. ${factories}`],
  ])('%s', (_, request, want) => {
    expect(refused(request).filter((one) => !one.includes('UndefinedVariable'))).toEqual([expect.stringContaining(want)]);
  });

  test('a name of the context', () => {
    expect(refused({ headers: { A: RequestValue.context('integration.status') } })).toEqual([
      expect.stringContaining('the mapping of "integration.request.header.A" of route "POST /a/{id}" reads "context.integration.status", which API Gateway does not list'),
    ]);
  });

  test('what no factory makes', () => {
    expect(foundIn({ requestParameters: { 'integration.request.cookie.A': 'method.request.cookie.A', 'integration.request.header.B': 'x', 'integration.request.header.C': "'" } }).problems).toEqual([
      ['MappingTarget', 'GET /a/{id}', 'integration.request.cookie.A', 'it is neither a header nor a query string parameter nor a path variable'],
      ['MappingSource', 'GET /a/{id}', 'integration.request.cookie.A', 'method.request.cookie.A',
        'a request has path, querystring, multivaluequerystring, header, multivalueheader, body, not "cookie"'],
      ['MappingSource', 'GET /a/{id}', 'integration.request.header.B', 'x', 'it has to begin with "method.request.", "stageVariables." or "context.", or be text in single quotes'],
      ['MappingSource', 'GET /a/{id}', 'integration.request.header.C', "'", 'the text has no single quote at its end'],
    ]);
  });

  test('services keep more headers for themselves', () => {
    const authorization = { 'integration.request.header.Authorization': "'x'" };
    const uri = 'arn:aws:apigateway:eu-west-1:sqs:path/x';
    expect(foundIn({ requestParameters: authorization }).problems).toEqual([]);
    expect(foundIn({ type: 'aws', httpMethod: 'POST', uri, requestParameters: authorization }).problems).toEqual([
      ['MappingTarget', 'GET /a/{id}', 'integration.request.header.Authorization', 'API Gateway sets the header Authorization by itself'],
    ]);
  });

  test('what is known at deployment only', () => {
    const token = Lazy.string({ produce: () => "it's" });
    expect(refused({ headers: { A: RequestValue.literal(token), B: RequestValue.header(token) } })).toEqual([]);
  });
});

describe('responses', () => {
  const remedy = 'Remedy: use one of the factories of RequestValue and ResponseValue.';

  test.each<[string, IntegrationResponse[], string]>([
    ['none for all else', [{ selectionPattern: '4\\d{2}', statusCode: 400 }],
      'NoDefaultResponse: the integration of route "GET /a" has selection patterns only: API Gateway answers 500 where none of them matches. Remedy: add a response without a selection pattern.'],
    ['two for all else', [{}, { statusCode: 201 }],
      'SelectionPatternTwice: two responses of route "GET /a" have no selection pattern. Remedy: give each response a pattern of its own, and leave it out at one of them.'],
    ['a pattern twice', [{}, { selectionPattern: '4..', statusCode: 400 }, { selectionPattern: '4..', statusCode: 404 }],
      'SelectionPatternTwice: two responses of route "GET /a" have the selection pattern "4..". Remedy: give each response a pattern of its own, and leave it out at one of them.'],
    ['a status twice', [{}, { selectionPattern: '404', statusCode: 502 }, { selectionPattern: '5..', statusCode: 502 }],
      'ResponseStatusTwice: two responses of route "GET /a" have the status code 502, and API Gateway keeps one of them. '
      + 'Remedy: join their patterns with "|", or let the template of one set another status: #set($context.responseOverride.status = 503).'],
    ['a pattern that does not compile', [{}, { selectionPattern: '4(', statusCode: 400 }],
      'SelectionPattern: a response of route "GET /a" has the selection pattern "4(": regular expression "4(": Unclosed group near index 2. '
      + 'Remedy: write a pattern that matches the whole status code or error message, e.g. "4\\d{2}" or ".*NotFound.*".'],
    ['a status code', [{ statusCode: 600 }], 'StatusCode: route "GET /a" answers with status code 600. Remedy: use a whole number from 100 to 599.'],
    ['a header', [{ headers: { 'X A': ResponseValue.literal('x') } }],
      'MappingTarget: route "GET /a" maps "method.response.header.X A": it is no header. Remedy: use a name of letters, digits and . _ $ - that API Gateway does not set by itself.'],
    ['a literal', [{ headers: { A: ResponseValue.literal("'") } }],
      `MappingSource: route "GET /a" maps "method.response.header.A" from "'''": the text has a single quote in it, and there is no way to write one. ${remedy}`],
    ['a JSONPath', [{ headers: { A: ResponseValue.body('..') } }], 'MappingSource: route "GET /a" maps "method.response.header.A" from "integration.response.body...": "$..." is no JSONPath: '],
  ])('%s', (_, responses, want) => {
    expect(responsesOf(responses)).toEqual([expect.stringContaining(`[Shop/Orders] ${want}`)]);
  });

  test('what no factory makes', () => {
    expect(foundIn({ responses: { default: { statusCode: 'x', responseParameters: { A: 'integration.response.status' } } } }).problems).toEqual([
      ['StatusCode', 'GET /a/{id}', 'x'],
      ['MappingTarget', 'GET /a/{id}', 'A', 'it is no header'],
      ['MappingSource', 'GET /a/{id}', 'A', 'integration.response.status', 'an answer has header, multivalueheader, body, not "status"'],
    ]);
  });

  test('a header that is mapped is declared', () => {
    expect(integrationOf('GET /a', Integration.http('https://x', { responses: [{ headers: { Location: ResponseValue.header('Location') } }] })).responses).toEqual({
      default: { statusCode: '200', responseParameters: { 'method.response.header.Location': 'integration.response.header.Location' } },
    });
  });
});

describe('the rest of an integration object', () => {
  test.each<[string, Partial<IntegrationObject>, unknown[]]>([
    ['a URI of a service', { type: 'aws', httpMethod: 'POST', uri: 'sqs' }, [['AwsUri', 'GET /a/{id}', 'sqs']]],
    ['a URI without an action', { type: 'aws', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-west-1:sqs:action/' }, [['AwsUri', 'GET /a/{id}', 'arn:aws:apigateway:eu-west-1:sqs:action/']]],
    ['a URI with a subdomain', { type: 'aws', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-west-1:abc.appsync-api:path/graphql' }, []],
    ['a method', { httpMethod: 'get' }, [['HttpMethod', 'GET /a/{id}', 'get']]],
    ['a stream', { responseTransferMode: 'STREAM', requestTemplates: { 'application/json': '{}' }, cacheKeyParameters: ['method.request.path.id'] }, [
      ['StreamingIntegration', 'GET /a/{id}', 'its integration is no proxy'],
      ['StreamingIntegration', 'GET /a/{id}', 'its integration has mapping templates'],
      ['StreamingIntegration', 'GET /a/{id}', 'a cache cannot keep it'],
    ]],
    ['a proxy without responses', { type: 'http_proxy', responses: undefined }, []],
    ['an integration without responses', { responses: undefined }, [['NoDefaultResponse', 'GET /a/{id}']]],
  ])('%s', (_, integration, want) => {
    expect(foundIn(integration).problems).toEqual(want);
  });
});
