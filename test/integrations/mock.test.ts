import { Fn, Lazy, Token } from 'aws-cdk-lib';
import { Integration } from '../../src';
import { findingsOf, integrationOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { documentOf, synthesize } from '../support/synthesize';

test('a mock answers 200 without a body', () => {
  expect(integrationOf('GET /a', Integration.mock())).toEqual({
    type: 'mock',
    passthroughBehavior: 'never',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200' } },
  });
});

test('the status code has a method response', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.mock({ statusCode: 503 }));
  api.addStage('dev');
  const operation = documentOf(synthesize(stack)).paths['/a'].get;
  expect(operation.responses).toEqual({ 503: { description: '503 response' } });
  expect(operation['x-amazon-apigateway-integration']).toMatchObject({
    requestTemplates: { 'application/json': '{"statusCode": 503}' },
    responses: { default: { statusCode: '503' } },
  });
});

describe('a body', () => {
  const templateOf = (body: unknown) => integrationOf('GET /a', Integration.mock({ body })).responses!.default.responseTemplates!['application/json'];

  test.each([
    ['an object', { ok: true, n: [1, null] }, '{"n":[1,null],"ok":true}'],
    ['a text', 'hello', '"hello"'],
    ['a false value', false, 'false'],
    ['null', null, 'null'],
    ['Velocity references and directives', { '$a': '$5 ${b} #if', '#': '##' }, '{"\\u0023":"\\u0023\\u0023","\\u0024a":"\\u00245 \\u0024{b} \\u0023if"}'],
  ])('%s is printed as it is', (_, body, want) => {
    expect(templateOf(body)).toBe(want);
    expect(JSON.parse(want)).toEqual(body);
  });

  test('texts known at deployment only are put in then', () => {
    const stack = testStack();
    expect(templateOf({ region: stack.region, later: Lazy.string({ produce: () => 'now' }) })).toEqual({
      'Fn::Sub': '{"later":"now","region":"${AWS::Region}"}',
    });
  });

  test('lists known at deployment only are put in then', () => {
    expect(templateOf({ zones: Fn.split(',', Fn.importValue('zones')) })).toEqual({
      'Fn::Join': ['', ['{"zones":["', { 'Fn::Join': ['","', { 'Fn::Split': [',', { 'Fn::ImportValue': 'zones' }] }] }, '"]}']],
    });
  });
});

test('a status code that is known at deployment only is refused', () => {
  const statusCode = Token.asNumber({ Ref: 'Status' });
  const want = ['[Shop/Orders] StatusCode: route "GET /a" answers with status code (known at deployment only). Remedy: use a whole number from 100 to 599.'];
  expect(findingsOf('GET /a', Integration.mock({ statusCode }))).toEqual(want);
  expect(findingsOf('GET /a', Integration.mock(), { route: { responses: [{ statusCode }] } })).toEqual(want);
});

test.each([99, 600, 200.5])('status code %d is refused', (statusCode) => {
  expect(findingsOf('GET /a', Integration.mock({ statusCode }))).toEqual([
    `[Shop/Orders] StatusCode: route "GET /a" answers with status code ${statusCode}. Remedy: use a whole number from 100 to 599.`,
  ]);
});
