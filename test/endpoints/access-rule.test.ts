import { aws_iam as iam, CfnParameter, Fn, Lazy, type Stack } from 'aws-cdk-lib';
import { AccessRule, ApiEndpoint, Authorizer, Integration } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { importedVpc, testVpcEndpoint } from '../support/networks';
import { documentOf, resourcesOf, synthesize } from '../support/synthesize';

const call = { Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const everybody = { Effect: 'Allow', Principal: '*', ...call };
const refused = (Condition: object) => ({ Effect: 'Deny', Principal: '*', ...call, Condition });
const root = (account: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${account}:root`]] });

const privately = (stack: Stack) => ApiEndpoint.privateLink({ vpcEndpoints: [testVpcEndpoint(stack, 'vpce-1')] });

/** The resource policy of an API. */
function policyOf(rules: (stack: Stack) => AccessRule[] | undefined, endpoint?: (stack: Stack) => ApiEndpoint): any {
  const stack = testStack();
  const api = testApi(stack, { access: rules(stack), endpoint: endpoint?.(stack) });
  api.addRoute('GET /a', Integration.mock());
  return documentOf(synthesize(stack))['x-amazon-apigateway-policy'];
}

test.each<[string, (stack: Stack) => AccessRule[], object[], ((stack: Stack) => ApiEndpoint)?]>([
  ['ranges', () => [AccessRule.allowIpRanges(['192.0.2.0/24', '2001:db8::/32'])], [everybody, refused({ NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } })]],
  ['ranges of several rules', () => [AccessRule.allowIpRanges(['198.51.100.7']), AccessRule.allowIpRanges(['192.0.2.0/24', '198.51.100.7'])],
    [everybody, refused({ NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '198.51.100.7'] } })]],
  ['ranges that are known at deployment only', (stack) => [AccessRule.allowIpRanges(new CfnParameter(stack, 'Ranges', { type: 'CommaDelimitedList' }).valueAsList)],
    [everybody, refused({ NotIpAddress: { 'aws:SourceIp': { Ref: 'Ranges' } } })]],
  ['refused ranges', () => [AccessRule.denyIpRanges(['192.0.2.66'])], [everybody, refused({ IpAddress: { 'aws:SourceIp': ['192.0.2.66'] } })]],
  ['both', () => [AccessRule.denyIpRanges(['192.0.2.66']), AccessRule.allowIpRanges(['192.0.2.0/24'])],
    [everybody, refused({ NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } }), refused({ IpAddress: { 'aws:SourceIp': ['192.0.2.66'] } })]],
  ['accounts', () => [AccessRule.allowAccounts(['444455556666', '111122223333'])],
    [{ Effect: 'Allow', Principal: { AWS: [root('111122223333'), root('444455556666')] }, ...call }]],
  ['accounts and ranges', () => [AccessRule.allowAccounts(['111122223333']), AccessRule.allowIpRanges(['192.0.2.0/24'])],
    [{ Effect: 'Allow', Principal: { AWS: root('111122223333') }, ...call }, refused({ NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } })]],
  ['principals', (stack) => [AccessRule.allowPrincipals([new iam.ArnPrincipal(Fn.importValue('role')), new iam.OrganizationPrincipal('o-1234567890'), new iam.AccountPrincipal(stack.account)])], [
    { Effect: 'Allow', Principal: { AWS: '*' }, ...call, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } },
    { Effect: 'Allow', Principal: { AWS: [{ 'Fn::ImportValue': 'role' }, { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] }] }, ...call },
  ]],
  ['everybody beside somebody', () => [AccessRule.allowPrincipals([new iam.StarPrincipal()]), AccessRule.allowAccounts(['111122223333'])],
    [{ Effect: 'Allow', Principal: { AWS: root('111122223333') }, ...call }, everybody]],
  ['a policy', () => [AccessRule.fromPolicy(new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ principals: [new iam.StarPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/dev/*'] })],
  }))], [{ ...everybody, Resource: 'execute-api:/dev/*' }]],
  ['a policy opens nothing more with a range beside it', () => [AccessRule.denyIpRanges(['192.0.2.66']), AccessRule.fromPolicy(new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ principals: [new iam.StarPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/dev/*'] })],
  }))], [{ ...everybody, Resource: 'execute-api:/dev/*' }, refused({ IpAddress: { 'aws:SourceIp': ['192.0.2.66'] } })]],
  ['a private endpoint', () => [], [everybody, refused({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1'] } })], privately],
  ['other endpoints and VPCs', (stack) => [AccessRule.allowVpcEndpoints([testVpcEndpoint(stack, 'vpce-3'), testVpcEndpoint(stack, 'vpce-2')]), AccessRule.allowVpcs([importedVpc(stack, 'vpc-1')])],
    [everybody, refused({ StringNotEquals: { 'aws:SourceVpc': ['vpc-1'], 'aws:SourceVpce': ['vpce-1', 'vpce-2', 'vpce-3'] } })], privately],
  ['ranges inside a VPC', () => [AccessRule.allowIpRanges(['10.0.0.0/16']), AccessRule.denyIpRanges(['10.0.1.0/24'])], [
    everybody, refused({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1'] } }),
    refused({ NotIpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/16'] } }), refused({ IpAddress: { 'aws:VpcSourceIp': ['10.0.1.0/24'] } }),
  ], privately],
])('%s', (_, rules, Statement, endpoint = () => ApiEndpoint.regional()) => {
  const { Statement: statements, Version } = policyOf(rules, endpoint);
  expect({ Version, Statement: statements.map(({ Sid: _sid, ...statement }: any) => statement) }).toEqual({ Version: '2012-10-17', Statement });
});

test('without rules there is no policy', () => {
  expect([policyOf(() => undefined), policyOf(() => [])]).toEqual([undefined, undefined]);
});

test('another policy is another deployment', () => {
  const deployment = (ranges: string[]) => {
    const stack = testStack();
    const api = testApi(stack, { access: [AccessRule.allowIpRanges(ranges)] });
    api.addRoute('GET /a', Integration.mock());
    api.addStage('dev');
    return Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
  };
  expect(deployment(['192.0.2.0/24', '198.51.100.0/24'])).toEqual(deployment(['198.51.100.0/24', '192.0.2.0/24']));
  expect(deployment(['192.0.2.0/24'])).not.toEqual(deployment(['192.0.2.0/25']));
});

test.each<[string, string[], string[]]>([
  ['by one pattern', ['GET /a', 'ANY /b/{id}'], ['execute-api:/*/OPTIONS/*']],
  ['by path, beside an OPTIONS route', ['GET /', 'GET /a/{id}', 'OPTIONS /b'], ['execute-api:/*/OPTIONS/', 'execute-api:/*/OPTIONS/a/*']],
])('preflight requests are let in where rules name accounts, %s', (_, routeKeys, Resource) => {
  const stack = testStack();
  const api = testApi(stack, { access: [AccessRule.allowAccounts(['111122223333'])], cors: { allowOrigins: ['*'] } });
  for (const routeKey of routeKeys) api.addRoute(routeKey, Integration.mock());
  const policy = documentOf(synthesize(stack))['x-amazon-apigateway-policy'];
  expect(policy).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: root('111122223333') }, ...call }, { ...everybody, Resource }] });
});

describe('what API Gateway refuses', () => {
  const stack = testStack();
  const policy = (statement: iam.PolicyStatementProps) => AccessRule.fromPolicy(new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['execute-api:Invoke'], resources: ['execute-api:/*'], ...statement })] }));
  const open = { authorizer: Authorizer.none() };
  const unsigned = 'AccessPrincipal: the access rules name principals, and "GET /a" does not know who calls: every request would be refused. '
    + 'Remedy: guard every route with Authorizer.iam(), or move the others to an API of their own.';

  test.each<[string, AccessRule, string[]]>([
    ['no range', AccessRule.allowIpRanges([]), ['EmptyAccessRule: AccessRule.allowIpRanges() has an empty list. Remedy: leave the rule out, or name somebody.']],
    ['no VPC', AccessRule.allowVpcs([]), ['EmptyAccessRule: AccessRule.allowVpcs() has an empty list. Remedy: leave the rule out, or name somebody.']],
    ['a list of accounts', AccessRule.allowAccounts(Lazy.list({ produce: () => ['111122223333'] })),
      ['AccessAccountList: AccessRule.allowAccounts() has a list that is known at deployment only. Remedy: name them one by one, e.g. with Fn.select(0, list).']],
    ['an account', AccessRule.allowAccounts(['1234']), ['AccessAccount: "1234" is not an account id. Remedy: use 12 digits, in quotes.']],
    ...['192.0.2.0/33', '192.0.2/24', '2001:db8::/129', '192.0.2.0/', '192.0.2.0/24/8', 'example.com'].map((range): [string, AccessRule, string[]] => [
      range, AccessRule.denyIpRanges([range]),
      [`AccessIpRange: AccessRule.denyIpRanges() has "${range}", which is no range of addresses. Remedy: write it like "192.0.2.0/24", "2001:db8::/32" or "192.0.2.1".`],
    ]),
    ['a VPC', AccessRule.allowVpcs([importedVpc(stack, 'vpc-1')]), ['AccessVpcOnPublicApi: AccessRule.allowVpcs() is for private APIs, and the endpoint of this API is public: every request would be refused. '
      + 'Remedy: use ApiEndpoint.privateLink(), or AccessRule.allowIpRanges() with the addresses of NAT gateways.']],
  ])('%s', (_, rule, want) => {
    expect(findingsOf('GET /a', Integration.mock(), { api: { access: [rule] } })).toEqual(want.map((text) => `[Shop/Orders] ${text}`));
  });

  test.each<[string, AccessRule, boolean]>([
    ['accounts', AccessRule.allowAccounts(['111122223333']), false],
    ['an organization', AccessRule.allowPrincipals([new iam.OrganizationPrincipal('o-1234567890')]), false],
    ['a principal of a policy', policy({ principals: [new iam.AccountPrincipal('111122223333')] }), false],
    ['what is no principal of a policy', policy({ effect: iam.Effect.DENY, notPrincipals: [new iam.AccountPrincipal('111122223333')] }), false],
    ['a condition of a policy', policy({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], conditions: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/bo' } } }), true],
    ['anybody', AccessRule.allowPrincipals([new iam.AnyPrincipal()]), true],
    ['everybody in a policy', policy({ principals: [new iam.StarPrincipal()] }), true],
    ['ranges', AccessRule.allowIpRanges(['192.0.2.0/24']), true],
  ])('routes without signatures, and %s', (_, rule, fine) => {
    expect(findingsOf('GET /a', Integration.mock(), { api: { access: [rule] }, route: open })).toEqual(fine ? [] : [`[Shop/Orders] ${unsigned}`]);
    expect(findingsOf('GET /a', Integration.mock(), { api: { access: [rule] } })).toEqual([]);
  });

  test('a policy that lets in everybody for some calls may name principals for others', () => {
    const access = [policy({ principals: [new iam.AccountPrincipal('111122223333')] }), policy({ principals: [new iam.StarPrincipal()], resources: ['execute-api:/*/GET/a'] })];
    expect(findingsOf('GET /a', Integration.mock(), { api: { access }, route: open })).toEqual([]);
  });

  test('preflight requests, where the policy is the app\'s own and names principals', () => {
    const access = [policy({ principals: [new iam.AccountPrincipal('111122223333')] })];
    expect(findingsOf('GET /a', Integration.mock(), { api: { access, cors: { allowOrigins: ['*'] } } })).toEqual([`[Shop/Orders] ${unsigned.replace('GET /a', 'OPTIONS /*')}`]);
  });

  test('a long policy is a warning', () => {
    const ranges = Array.from({ length: 600 }, (_, i) => `10.${Math.floor(i / 200)}.${i % 200}.0/24`);
    expect(findingsOf('GET /a', Integration.mock(), { api: { access: [AccessRule.allowIpRanges(ranges)] } })).toEqual([expect.stringMatching(
      /^\[Shop\/Orders\] the resource policy has \d+ characters, and the default quota is 8192\. Remedy: merge ranges of addresses, or ask for a higher quota\. \[ack: stagecraft:AccessPolicySize\]$/,
    )]);
  });
});
