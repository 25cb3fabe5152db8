import { SignatureV4 } from '@smithy/signature-v4';
import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { NodeSha256 } from '../access/support';
import { call, type Answer, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const LAMBDA = 'Use API Gateway Lambda authorizers';
const CONFIGURE = 'Configure an API Gateway Lambda authorizer';
const OUTPUT = 'Output from an API Gateway Lambda authorizer';
const COGNITO = 'Control access to REST APIs using Amazon Cognito user pools as an authorizer';
const SCOPES = 'Integrate a REST API with an Amazon Cognito user pool';
const IAM = 'Control access to a REST API with IAM permissions';
const FLOW = 'How API Gateway resource policies affect authorization workflow';
const TYPES = 'Gateway response types for API Gateway';
const SIGNATURES = 'Troubleshoot Signature Version 4 signing for AWS API requests';
const RECORDED = 'recorded: responses of AWS';

const CODE = `exports.handler = async (event) => {
  const token = event.authorizationToken || event.headers['X-Token'] || event.headers['x-token'];
  if (token === 'nobody') throw new Error('Unauthorized');
  if (token === 'broken') throw new Error('It broke');
  if (token === 'silent') return {};
  if (token === 'object') return { principalId: 'ana', policyDocument: { Statement: [] }, context: { a: {} } };
  const Effect = token === 'deny' ? 'Deny' : 'Allow';
  const Resource = token === 'elsewhere' ? event.methodArn.replace('prod', 'test') : token === 'narrow' ? event.methodArn : event.methodArn.replace(/prod.*/, '*');
  return {
    principalId: 'ana', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
    context: { number: 1, flag: true, text: 'x' }, usageIdentifierKey: 'key',
  };
};`;

const uri = { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Check.Arn}/invocations' };
const scheme = (authtype: string, authorizer: JsonObject, name = 'Authorization'): JsonObject =>
  ({ 'type': 'apiKey', 'in': 'header', name, 'x-amazon-apigateway-authtype': authtype, 'x-amazon-apigateway-authorizer': authorizer });
const document: JsonObject = {
  components: {
    securitySchemes: {
      token: scheme('custom', { type: 'token', authorizerUri: uri, identityValidationExpression: '[a-z]+', authorizerResultTtlInSeconds: 300 }),
      request: scheme('custom', { type: 'request', authorizerUri: uri, identitySource: 'method.request.header.X-Token, method.request.querystring.tenant', authorizerResultTtlInSeconds: 0 }, 'Unused'),
      pool: scheme('cognito_user_pools', { type: 'cognito_user_pools', providerARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }] }),
    },
  },
};
const secured = (operation: JsonObject, name: string, ...scopes: string[]): JsonObject => ({ ...operation, security: [{ [name]: scopes }] });
const signed = (operation: JsonObject): JsonObject => ({ ...operation, 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } });
const paths: JsonObject = {
  '/token': { get: secured(mock('$context.authorizer.principalId $context.authorizer.number $context.authorizer.flag $context.authorizer.text'), 'token'), post: secured(mock('posted'), 'token') },
  '/request': { get: secured(mock('$context.authorizer.principalId'), 'request') },
  '/pool': { get: secured(mock('$context.authorizer.claims.email $context.authorizer.claims.token_use'), 'pool'), post: secured(mock('posted'), 'pool', 'orders/write') },
  '/signed': { get: signed(mock('$context.identity.userArn $context.identity.accessKey')), post: signed(mock('posted')), delete: signed(mock('deleted')) },
};
const others: JsonObject = {
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
  Check: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'check', Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: CODE } } },
  Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Check' }, Principal: 'apigateway.amazonaws.com' } },
};

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const READER = { accessKeyId: 'AKIDREADER', secretAccessKey: 'other', principalArn: 'arn:aws:sts::123456789012:assumed-role/Reader/laptop' };
let gateway: Gateway;

beforeAll(async () => {
  const credentials = [KEYS, { ...READER, allow: ['arn:aws:execute-api:*:*:*/prod/GET/*'] }];
  gateway = await serve(apiOf(paths, document, {}, others), { credentials });
});

type Row = [name: string, request: Call, status: number, body: string | RegExp, errorType: string | undefined, source: string];

function check({ status, text, headers }: Answer, [, , wantedStatus, body, errorType]: Row): void {
  expect([status, headers['x-amzn-errortype']]).toEqual([wantedStatus, errorType]);
  expect(text).toEqual(typeof body === 'string' ? body : expect.stringMatching(body));
}

const token = (Authorization: string, method = 'GET'): Call => ({ method, path: '/token', headers: { Authorization } });
const UNAUTHORIZED = '{"message":"Unauthorized"}';
const NULL = '{"message":null}';

const LAMBDA_ROWS: Row[] = [
  ['allowed, with a context of texts', token('ana'), 200, 'ana 1 true x', undefined, OUTPUT],
  ['allowed for another method by the same policy', token('ana', 'POST'), 200, 'posted', undefined, CONFIGURE],
  ['allowed for one method', token('narrow'), 200, /^ana/, undefined, OUTPUT],
  ['not allowed for another method by the kept policy', token('narrow', 'POST'), 403, '{"Message":"User is not authorized to access this resource"}', 'AccessDeniedException', CONFIGURE],
  ['denied', token('deny'), 403, '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}', 'AccessDeniedException', RECORDED],
  ['allowed elsewhere', token('elsewhere'), 403, '{"Message":"User is not authorized to access this resource"}', 'AccessDeniedException', RECORDED],
  ['no token', { path: '/token' }, 401, UNAUTHORIZED, 'UnauthorizedException', LAMBDA],
  ['a token that is not as it should be', token('a1'), 401, UNAUTHORIZED, 'UnauthorizedException', CONFIGURE],
  ['a function that says Unauthorized', token('nobody'), 401, UNAUTHORIZED, 'UnauthorizedException', OUTPUT],
  ['a function that fails', token('broken'), 500, NULL, 'AuthorizerConfigurationException', RECORDED],
  ['a function that says nothing', token('silent'), 500, NULL, 'AuthorizerConfigurationException', RECORDED],
  ['a context with an object', token('object'), 500, NULL, 'AuthorizerConfigurationException', OUTPUT],
  ['all sources there', { path: '/request?tenant=a', headers: { 'X-Token': 'ana' } }, 200, 'ana', undefined, LAMBDA],
  ['one source missing', { path: '/request', headers: { 'X-Token': 'ana' } }, 401, UNAUTHORIZED, 'UnauthorizedException', CONFIGURE],
  ['the other source missing', { path: '/request?tenant=a' }, 401, UNAUTHORIZED, 'UnauthorizedException', CONFIGURE],
  ['one source empty', { path: '/request?tenant=', headers: { 'X-Token': 'ana' } }, 401, UNAUTHORIZED, 'UnauthorizedException', CONFIGURE],
  ['a REQUEST authorizer that denies', { path: '/request?tenant=a', headers: { 'X-Token': 'deny' } }, 403, /explicit deny/, 'AccessDeniedException', OUTPUT],
];
test.each(LAMBDA_ROWS)('Lambda: %s', async (...row) => check(await call(gateway.url('prod'), row[1]), row));

type TokenRow = [name: string, method: string, token: Omit<Parameters<Gateway['issueToken']>[0], 'userPool'> | string, status: number, body: string, source: string];
test.each<TokenRow>([
  ['an ID token', 'GET', { claims: { email: 'ana@example.com' } }, 200, 'ana@example.com id', COGNITO],
  ['an access token for no scopes', 'GET', { scopes: ['orders/write'] }, 401, UNAUTHORIZED, COGNITO],
  ['an access token with the scope', 'POST', { scopes: ['orders/write'] }, 200, 'posted', SCOPES],
  ['an access token without the scope', 'POST', { scopes: ['orders/read'] }, 401, UNAUTHORIZED, SCOPES],
  ['an ID token for scopes', 'POST', {}, 401, UNAUTHORIZED, SCOPES],
  ['a token that is over', 'GET', { expiresInSeconds: -1 }, 401, '{"message":"The incoming token has expired"}', RECORDED],
  ['no token', 'GET', '', 401, UNAUTHORIZED, COGNITO],
  ['nonsense', 'GET', 'nonsense', 401, UNAUTHORIZED, COGNITO],
])('user pool: %s', async (_, method, given, status, body) => {
  const Authorization = typeof given === 'string' ? given : await gateway.issueToken({ userPool: 'Pool', ...given });
  const answer = await call(gateway.url('prod'), { method, path: '/pool', headers: { Authorization } });
  expect([answer.status, answer.text, answer.headers['x-amzn-errortype']]).toEqual([status, body, status === 401 ? 'UnauthorizedException' : undefined]);
});

async function sign(keys: { accessKeyId: string; secretAccessKey: string }, method = 'GET', signingDate = new Date(), region = 'eu-west-1'): Promise<Call> {
  const { host, hostname, pathname } = new URL(gateway.url('prod'));
  const request = { method, protocol: 'http:', hostname, path: `${pathname}/signed`, headers: { host }, body: method === 'POST' ? 'body' : undefined };
  const { headers } = await new SignatureV4({ credentials: keys, region, service: 'execute-api', sha256: NodeSha256 }).sign(request, { signingDate });
  return { method, path: '/signed', headers, body: request.body };
}

const HOUR = 3_600_000;
test.each<[name: string, request: () => Promise<Call>, status: number, body: string | RegExp, errorType: string | undefined, source: string]>([
  ['signed', () => sign(KEYS), 200, 'arn:aws:iam::123456789012:user/local AKIDEXAMPLE', undefined, IAM],
  ['a body, signed', () => sign(KEYS, 'POST'), 200, 'posted', undefined, IAM],
  ['another body', async () => ({ ...await sign(KEYS, 'POST'), body: 'else' }), 403, /The request signature we calculated does not match/, 'InvalidSignatureException', SIGNATURES],
  ['another query', async () => ({ ...await sign(KEYS), path: '/signed?a=b' }), 403, /The request signature we calculated does not match/, 'InvalidSignatureException', SIGNATURES],
  ['another secret', () => sign({ ...KEYS, secretAccessKey: 'wrong' }), 403, /The request signature we calculated does not match/, 'InvalidSignatureException', SIGNATURES],
  ['an hour ago', () => sign(KEYS, 'GET', new Date(Date.now() - HOUR)), 403, /^\{"message":"Signature expired: /, 'InvalidSignatureException', SIGNATURES],
  ['in an hour', () => sign(KEYS, 'GET', new Date(Date.now() + HOUR)), 403, /^\{"message":"Signature not yet current: /, 'InvalidSignatureException', SIGNATURES],
  ['for another region', () => sign(KEYS, 'GET', new Date(), 'us-east-1'), 403, /Credential should be scoped to a valid region/, 'InvalidSignatureException', SIGNATURES],
  ['by nobody', () => sign({ ...KEYS, accessKeyId: 'AKIDNOBODY' }), 403, '{"message":"The security token included in the request is invalid."}', 'UnrecognizedClientException', RECORDED],
  ['not signed', () => Promise.resolve({ path: '/signed' }), 403, '{"message":"Missing Authentication Token"}', 'MissingAuthenticationTokenException', TYPES],
  ['a token instead', () => Promise.resolve({ path: '/signed', headers: { Authorization: 'Bearer abc' } }), 403, /not a valid key=value pair|Invalid key=value pair/, 'IncompleteSignatureException', RECORDED],
  ['by one who may', () => sign(READER), 200, 'arn:aws:sts::123456789012:assumed-role/Reader/laptop AKIDREADER', undefined, IAM],
  ['by one who may not', () => sign(READER, 'DELETE'), 403,
    /^\{"Message":"User: arn:aws:sts::123456789012:assumed-role\/Reader\/laptop is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:\*{8}9012:\w+\/prod\/DELETE\/signed/,
    'AccessDeniedException', FLOW],
])('IAM: %s', async (name, request, status, body, errorType, source) => check(await call(gateway.url('prod'), await request()), [name, { path: '' }, status, body, errorType, source]));
