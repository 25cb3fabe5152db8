import { aws_apigateway as apigateway, aws_certificatemanager as acm, aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';
import { AccessRule, ApiEndpoint, Authorizer, EdgeTlsPolicy, EndpointAccessMode, Integration, RestApi, TlsPolicy, type RestApiProps } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { testVpc, testVpcEndpoint } from '../support/networks';
import { onlyResource, problemsOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

const REST_API = 'AWS::ApiGateway::RestApi';

/** What the resource and the document of an API say of its endpoint. */
function saidBy(endpoint: ApiEndpoint, props: RestApiProps = {}) {
  const stack = testStack();
  testApi(stack, { endpoint, ...props }).addRoute('GET /a', Integration.mock());
  const { Body: document, ...properties } = onlyResource(synthesize(stack), REST_API).Properties;
  return {
    type: [...properties.EndpointConfiguration.Types, properties.Parameters.endpointConfigurationTypes],
    addresses: properties.EndpointConfiguration.IpAddressType,
    tls: [properties.SecurityPolicy, document['x-amazon-apigateway-security-policy']],
    mode: [properties.EndpointAccessMode, document['x-amazon-apigateway-endpoint-access-mode']],
  };
}

const nothing = [undefined, undefined];
const regional = ['REGIONAL', 'REGIONAL'];

test.each<[string, ApiEndpoint, Partial<ReturnType<typeof saidBy>>]>([
  ['Regional', ApiEndpoint.regional(), { type: regional, addresses: undefined, tls: nothing, mode: nothing }],
  ['by IPv6 too', ApiEndpoint.regional({ dualStack: true }), { addresses: 'dualstack' }],
  ['by IPv4 again', ApiEndpoint.regional({ dualStack: false }), { addresses: 'ipv4' }],
  ['edge-optimized, by IPv6 too', ApiEndpoint.edge({ dualStack: true }), { type: ['EDGE', 'EDGE'], addresses: 'dualstack' }],
  ['TLS 1.3', ApiEndpoint.regional({ tlsPolicy: TlsPolicy.TLS13_1_3_2025_09 }),
    { tls: ['SecurityPolicy_TLS13_1_3_2025_09', 'SecurityPolicy_TLS13_1_3_2025_09'], mode: ['BASIC', 'BASIC'] }],
  ['strict access', ApiEndpoint.regional({ tlsPolicy: TlsPolicy.TLS13_1_2_PQ_2025_09, endpointAccessMode: EndpointAccessMode.STRICT }), { mode: ['STRICT', 'STRICT'] }],
  ['an older policy', ApiEndpoint.regional({ tlsPolicy: TlsPolicy.TLS_1_0 }), { tls: ['TLS_1_0', 'TLS_1_0'], mode: nothing }],
  ['TLS of an edge', ApiEndpoint.edge({ tlsPolicy: EdgeTlsPolicy.TLS12_PFS_2025 }),
    { tls: ['SecurityPolicy_TLS12_PFS_2025_EDGE', 'SecurityPolicy_TLS12_PFS_2025_EDGE'], mode: ['BASIC', 'BASIC'] }],
  ['private', ApiEndpoint.privateLink({ vpcEndpoints: [testVpcEndpoint(testStack(), 'vpce-1')], tlsPolicy: TlsPolicy.TLS_1_2 }),
    { type: ['PRIVATE', 'PRIVATE'], addresses: 'dualstack', tls: ['TLS_1_2', 'TLS_1_2'] }],
])('%s', (_, endpoint, want) => {
  expect(saidBy(endpoint)).toMatchObject(want);
});

test('AWS\'s own validator knows every policy', () => {
  const stack = testStack();
  const endpoints = [
    ...Object.values(TlsPolicy).map((tlsPolicy) => ApiEndpoint.regional({ tlsPolicy })),
    ...Object.values(EdgeTlsPolicy).map((tlsPolicy) => ApiEndpoint.edge({ tlsPolicy })),
  ];
  endpoints.forEach((endpoint, i) => new RestApi(stack, `Api${i}`, { authorizer: Authorizer.iam(), endpoint }).addRoute('GET /a', Integration.mock()));
  const policies = Object.values(resourcesOf(synthesize(stack), REST_API)).map(({ Properties }) => Properties.SecurityPolicy);
  expect(policies).toEqual([...Object.values(TlsPolicy), ...Object.values(EdgeTlsPolicy)]);
});

test.each<[TlsPolicy | undefined, string]>([[undefined, 'no tlsPolicy'], [TlsPolicy.TLS_1_2, 'the tlsPolicy "TLS_1_2"']])('an access mode with %s is a problem', (tlsPolicy, what) => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { endpoint: ApiEndpoint.regional({ tlsPolicy, endpointAccessMode: EndpointAccessMode.STRICT }) } })).toEqual([
    `[Shop/Orders] AccessModeWithoutTlsPolicy: the endpoint has the access mode "STRICT" and ${what}. `
    + 'Remedy: set a tlsPolicy that begins with TLS12_ or TLS13_, or leave endpointAccessMode out.',
  ]);
});

describe('private', () => {
  function shop(endpoint: (stack: Stack) => ApiEndpoint, access?: (stack: Stack) => AccessRule[]) {
    const stack = testStack();
    const api = testApi(stack, { endpoint: endpoint(stack), access: access?.(stack) });
    api.addRoute('GET /a', Integration.mock());
    return { stack, stage: api.addStage('dev') };
  }

  test('through endpoints that are there', () => {
    const { stack, stage } = shop((scope) => ApiEndpoint.privateLink({ vpcEndpoints: [testVpcEndpoint(scope, 'vpce-2'), testVpcEndpoint(scope, 'vpce-1')] }));
    const { EndpointConfiguration, Body } = onlyResource(synthesize(stack), REST_API).Properties;
    expect(EndpointConfiguration.VpcEndpointIds).toEqual(['vpce-2', 'vpce-1']);
    expect(Body.servers).toEqual([{ 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: false, vpcEndpointIds: ['vpce-2', 'vpce-1'] } }]);
    const [, url] = stack.resolve(stage.url)['Fn::Join'];
    expect(url).toEqual([
      'https://', { Ref: 'OrdersA9B65338' }, '-vpce-2.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'OrdersdevC6760DE8' }, '/',
    ]);
  });

  test('through one that is made, which lets in HTTPS from the VPC and nothing else', () => {
    const { stack } = shop((scope) => ApiEndpoint.privateLink({ vpc: testVpc(scope) }));
    const template = synthesize(stack);
    const [[id, endpoint]] = Object.entries(resourcesOf(template, 'AWS::EC2::VPCEndpoint'));
    const [[group, { Properties }]] = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroup'));
    expect(endpoint.Properties).toMatchObject({
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: false,
      ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.execute-api']] },
      SecurityGroupIds: [{ 'Fn::GetAtt': [group, 'GroupId'] }],
    });
    expect(Properties.SecurityGroupIngress).toEqual([
      { CidrIp: { 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] }, Description: 'HTTPS from the VPC', FromPort: 443, IpProtocol: 'tcp', ToPort: 443 },
    ]);
    expect(Properties.SecurityGroupEgress).toEqual([expect.objectContaining({ Description: 'Disallow all traffic' })]);
    expect(onlyResource(template, REST_API).Properties.EndpointConfiguration.VpcEndpointIds).toEqual([{ Ref: id }]);
  });

  test('with names of its own in the VPC, if that is wanted', () => {
    const { stack } = shop((scope) => ApiEndpoint.privateLink({ vpc: testVpc(scope), privateDns: true }));
    expect(onlyResource(synthesize(stack), 'AWS::EC2::VPCEndpoint').Properties.PrivateDnsEnabled).toBe(true);
  });

  test('another VPC endpoint is another deployment', () => {
    const deployment = (cidr: string) => {
      const { stack } = shop((scope) => ApiEndpoint.privateLink({ vpc: testVpc(scope, cidr) }));
      return Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
    };
    expect(deployment('10.0.0.0/16')).not.toEqual(deployment('10.1.0.0/16'));
  });

  const nowhere = '[Shop/Orders] PrivateWithoutPath: the API is private, and nothing says from where it may be called: it would refuse every request. '
    + 'Remedy: set vpcEndpoints or vpc of ApiEndpoint.privateLink(), or add AccessRule.allowVpcs() or allowVpcEndpoints() to access.';
  test.each<[string, AccessRule[], string[]]>([
    ['nothing', [], [nowhere]],
    ['addresses', [AccessRule.allowIpRanges(['10.0.0.0/8'])], [nowhere]],
    ['endpoints', [AccessRule.allowVpcEndpoints([testVpcEndpoint(testStack(), 'vpce-1')])], []],
    ['accounts', [AccessRule.allowAccounts(['111122223333'])], []],
  ])('from %s', (_, access, want) => {
    expect(problemsOf(shop(() => ApiEndpoint.privateLink({}), () => access).stack)).toEqual(want);
  });

  test('in an imported VPC that does not say which addresses it has', () => {
    const vpc = (scope: Stack) => ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-1'] });
    expect(problemsOf(shop((scope) => ApiEndpoint.privateLink({ vpc: vpc(scope) })).stack)).toEqual([
      '[Shop/Orders] VpcCidrUnknown: the imported VPC "Shop/Vpc" does not say which addresses it has. '
      + 'Remedy: set vpcCidrBlock of Vpc.fromVpcAttributes(), or make the endpoint yourself and name it in vpcEndpoints.',
    ]);
  });

  test('allowed through endpoints that it is not associated with, it is called by its plain name', () => {
    const { stack, stage } = shop(() => ApiEndpoint.privateLink({}), (scope) => [AccessRule.allowVpcEndpoints([testVpcEndpoint(scope, 'vpce-1')])]);
    expect(JSON.stringify(stack.resolve(stage.url))).toContain('{"Ref":"OrdersA9B65338"},".execute-api."');
    expect(onlyResource(synthesize(stack), REST_API).Properties.EndpointConfiguration.VpcEndpointIds).toBeUndefined();
  });
});

describe('without the default endpoint', () => {
  function shop() {
    const stack = testStack();
    const api = testApi(stack, { disableDefaultEndpoint: true });
    api.addRoute('GET /a', Integration.mock());
    return { stack, stage: api.addStage('dev') };
  }

  test('and without a custom domain, nobody can call the API', () => {
    expect(warningsOf(shop().stack)).toEqual([
      '[Shop/Orders] the default endpoint is disabled, and no custom domain of this app is mapped to the API. '
      + 'Remedy: map a domain name to one of its stages; if another app does, acknowledge this. [ack: stagecraft:NoEndpointLeft]',
    ]);
  });

  test.each<[string, (domain: apigateway.DomainName, stage: apigateway.IStage) => unknown]>([
    ['by a base path', (domain, stage) => domain.addBasePathMapping(stage.restApi, { stage: stage as apigateway.Stage, attachToStage: true })],
    ['by several levels', (domain, stage) => domain.addApiMapping(stage, { basePath: 'orders/v1' })],
  ])('a domain name leads to it %s', (_, map) => {
    const { stack, stage } = shop();
    const domain = new apigateway.DomainName(stack, 'Domain', {
      domainName: 'api.shop.example',
      certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/1'),
      endpointType: apigateway.EndpointType.REGIONAL,
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
    map(domain, stage.cdkStage);
    expect(warningsOf(stack)).toEqual([]);
  });
});
