import { Aws, CfnParameter } from 'aws-cdk-lib';
import { type GatewayResponse, GatewayResponseType, Integration, RequestValue } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { documentOf, synthesize } from '../support/synthesize';

const { THROTTLED, UNAUTHORIZED, REQUEST_TOO_LARGE } = GatewayResponseType;

test('a status code that is known at deployment only', () => {
  const stack = testStack();
  const statusCode = new CfnParameter(stack, 'Code', { type: 'Number' }).valueAsNumber;
  testApi(stack, { gatewayResponses: [{ responseType: THROTTLED, statusCode }] }).addRoute('GET /a', Integration.mock());
  expect(documentOf(synthesize(stack))['x-amazon-apigateway-gateway-responses']).toEqual({ THROTTLED: { statusCode: { Ref: 'Code' } } });
});

test('in order of their types, with what they say', () => {
  const stack = testStack();
  testApi(stack, {
    gatewayResponses: [
      { responseType: UNAUTHORIZED },
      {
        responseType: THROTTLED,
        statusCode: 503,
        headers: { 'Retry-After': RequestValue.literal('1'), 'X-Path': RequestValue.context('path'), 'X-Account': RequestValue.literal(Aws.ACCOUNT_ID) },
        templates: { 'application/problem+json': '{"title":$context.error.messageString,"stage":"$stageVariables.name"}' },
      },
    ],
  }).addRoute('GET /a', Integration.mock());
  const document = documentOf(synthesize(stack));
  expect(JSON.stringify(document['x-amazon-apigateway-gateway-responses'])).toBe(JSON.stringify({
    THROTTLED: {
      statusCode: '503',
      responseParameters: {
        'gatewayresponse.header.Retry-After': '\'1\'', 'gatewayresponse.header.X-Account': { 'Fn::Sub': '\'${AWS::AccountId}\'' }, 'gatewayresponse.header.X-Path': 'context.path',
      },
      responseTemplates: { 'application/problem+json': '{"title":$context.error.messageString,"stage":"$stageVariables.name"}' },
    },
    UNAUTHORIZED: {},
  }));
});

test('every kind of failure that the service lists', () => {
  expect(Object.keys(GatewayResponseType)).toHaveLength(21);
  expect(Object.values(GatewayResponseType)).toEqual(Object.keys(GatewayResponseType));
});

const remedy = 'Remedy: use RequestValue.literal() with some text, or .header(), .queryString(), .path(), .context() or .stageVariable().';

test.each<[string, GatewayResponse[], string]>([
  ['a kind twice', [{ responseType: THROTTLED }, { responseType: THROTTLED }], 'GatewayResponseTwice: the gateway response THROTTLED is there twice. Remedy: put both into one.'],
  ['a status code', [{ responseType: THROTTLED, statusCode: 99 }], 'GatewayResponseStatus: the gateway response THROTTLED has the status code 99. Remedy: use a whole number from 100 to 599.'],
  ['an empty header', [{ responseType: THROTTLED, headers: { 'X-A': RequestValue.literal('') } }], `GatewayResponseValue: the header "X-A" of the gateway response THROTTLED is ''. ${remedy}`],
  ['a header from the body', [{ responseType: THROTTLED, headers: { 'X-A': RequestValue.body('a') } }], `GatewayResponseValue: the header "X-A" of the gateway response THROTTLED is method.request.body.a. ${remedy}`],
  ['a header\'s name', [{ responseType: THROTTLED, headers: { 'X A': RequestValue.literal('a') } }], 'HeaderName: the gateway response THROTTLED names the header "X A". Remedy: write it like "X-Request-Id".'],
  ['a program', [{ responseType: THROTTLED, templates: { 'application/json': '#if($context.stage == "a")x#end' } }],
    'GatewayResponseTemplate: the application/json body of the gateway response THROTTLED has "#if" in it, which API Gateway sends to clients as it stands. '
    + 'Remedy: use $context.name and $stageVariables.name only.'],
  ['a template for no media type', [{ responseType: THROTTLED, templates: { json: 'x' } }],
    'TemplateContentType: the template for "json" of the gateway response THROTTLED is for no media type. Remedy: write it like "application/json".'],
  ['a function of templates', [{ responseType: THROTTLED, templates: { 'text/plain': '$input.body' } }],
    'GatewayResponseTemplate: the text/plain body of the gateway response THROTTLED has "$input" in it, which API Gateway sends to clients as it stands. '
    + 'Remedy: use $context.name and $stageVariables.name only.'],
])('%s is refused', (_, gatewayResponses, want) => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { gatewayResponses } })).toEqual([`[Shop/Orders] ${want}`]);
});

test('the answer to a request that is too large is a warning', () => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { gatewayResponses: [{ responseType: REQUEST_TOO_LARGE }] } })).toEqual([
    '[Shop/Orders] the gateway response REQUEST_TOO_LARGE is set, and API Gateway answers a 413 in its own words nevertheless. Remedy: leave it out. [ack: stagecraft:GatewayResponseFixed]',
  ]);
});

test('a stage has the variables that a gateway response names', () => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { gatewayResponses: [{ responseType: THROTTLED, templates: { 'text/plain': '$stageVariables.name' } }] } })).toEqual([
    '[Shop/Orders/dev] UndefinedVariable: stage "dev" does not define the variable "name" that "gateway response THROTTLED" uses. Remedy: add it: variables: { name: … }.',
  ]);
});
