import { aws_apigateway as apigateway, aws_apigatewayv2 as apigatewayv2, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, Lazy, Stack } from 'aws-cdk-lib';
import { ApiVpcLink, type ApiVpcLinkProps, Integration, VpcConnection } from '../../src';
import { testApi, testApp, testStack } from '../support/apps';
import { documentOf, onlyResource, problemsOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

function shop() {
  const stack = testStack();
  return { stack, api: testApi(stack), vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false }) };
}

function internalAlb(stack: Stack, vpc: ec2.IVpc) {
  const securityGroup = new ec2.SecurityGroup(stack, 'AlbGroup', { vpc, allowAllOutbound: false });
  return new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc, securityGroup });
}

const integrationsOf = (template: ReturnType<typeof synthesize>) =>
  Object.values(documentOf(template).paths).flatMap((item) => Object.values(item)).map((operation) => operation['x-amazon-apigateway-integration']);

test('an Application Load Balancer, on the port of the URL and on no other', () => {
  const { stack, api, vpc } = shop();
  const link = new ApiVpcLink(stack, 'Link', { vpc });
  const alb = internalAlb(stack, vpc);
  const connection = VpcConnection.applicationLoadBalancer(link, alb);
  api.addRoute('GET /orders', Integration.httpProxy(`http://${alb.loadBalancerDnsName}:8080/orders`, { connection }));
  api.addRoute('POST /orders', Integration.http(`http://${alb.loadBalancerDnsName}:8080/orders`, { connection }));
  api.addStage('dev');
  const template = synthesize(stack);
  const [get, post] = integrationsOf(template);
  expect(get).toEqual({
    type: 'http_proxy',
    httpMethod: 'GET',
    uri: { 'Fn::Sub': 'http://${Alb16C2F182.DNSName}:8080/orders' },
    connectionType: 'VPC_LINK',
    connectionId: { Ref: expect.stringMatching(/^Link/) },
    integrationTarget: { Ref: 'Alb16C2F182' },
  });
  expect(post).toMatchObject({ type: 'http', connectionType: 'VPC_LINK', connectionId: get.connectionId, integrationTarget: get.integrationTarget });
  expect(onlyResource(template, 'AWS::ApiGatewayV2::VpcLink').Properties.SecurityGroupIds).toHaveLength(1);
  expect(rulesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([{ FromPort: 8080, ToPort: 8080, IpProtocol: 'tcp' }]);
  expect(rulesOf(template, 'AWS::EC2::SecurityGroupEgress')).toEqual([{ FromPort: 8080, ToPort: 8080, IpProtocol: 'tcp' }]);
});

test.each([['http://x.example/', 80], ['https://x.example/a', 443], ['https://x.example:8443', 8443]])('the port of %s is %d', (url, port) => {
  const { stack, api, vpc } = shop();
  const alb = internalAlb(stack, vpc);
  api.addRoute('GET /a', Integration.httpProxy(url, { connection: VpcConnection.applicationLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc }), alb) }));
  expect(rulesOf(synthesize(stack), 'AWS::EC2::SecurityGroupIngress')).toEqual([{ FromPort: port, ToPort: port, IpProtocol: 'tcp' }]);
});

test('a Network Load Balancer, with and without security groups', () => {
  const { stack, api, vpc } = shop();
  const link = new ApiVpcLink(stack, 'Link', { vpc });
  const guarded = new elbv2.NetworkLoadBalancer(stack, 'Guarded', { vpc, securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false })] });
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal:8081/', { connection: VpcConnection.networkLoadBalancer(link, guarded) }));
  const withoutGroups = elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Imported', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/imported/0123456789abcdef',
  });
  api.addRoute('GET /b', Integration.httpProxy('http://b.internal:1024/', { connection: VpcConnection.networkLoadBalancer(link, withoutGroups) }));
  const template = synthesize(stack);
  expect(integrationsOf(template).map(({ integrationTarget }) => integrationTarget)).toEqual([{ Ref: expect.stringMatching(/^Guarded/) }, withoutGroups.loadBalancerArn]);
  const egress = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroup')).flatMap(({ Properties }) => Properties.SecurityGroupEgress);
  expect(egress).toContainEqual({ CidrIp: { 'Fn::GetAtt': ['Vpc8378EB38', 'CidrBlock'] }, Description: 'To the load balancer', FromPort: 1024, ToPort: 1024, IpProtocol: 'tcp' });
});

test('links that are imported, or chosen by the stage', () => {
  const { stack, api, vpc } = shop();
  const v2 = apigatewayv2.VpcLink.fromVpcLinkAttributes(stack, 'V2', { vpcLinkId: '${stageVariables.vpcLinkId}', vpc });
  const v1 = apigateway.VpcLink.fromVpcLinkId(stack, 'V1', 'abc123');
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection: VpcConnection.applicationLoadBalancer(v2, internalAlb(stack, vpc)) }));
  api.addRoute('GET /b', Integration.httpProxy('http://b.internal/', { connection: VpcConnection.vpcLinkV1(v1) }));
  api.addStage('dev', { variables: { vpcLinkId: 'def456' } });
  const template = synthesize(stack);
  expect(integrationsOf(template).map(({ connectionId }) => connectionId)).toEqual(['${stageVariables.vpcLinkId}', 'abc123']);
  expect(integrationsOf(template)[1]).not.toHaveProperty('integrationTarget');
  expect(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual({});
});

test('the variable that chooses a link has to be defined', () => {
  const { stack, api } = shop();
  const link = apigateway.VpcLink.fromVpcLinkId(stack, 'V1', '${stageVariables.vpcLinkId}');
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection: VpcConnection.vpcLinkV1(link) }));
  api.addStage('dev');
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/UndefinedVariable: .*"vpcLinkId"/)]);
});

test('a link of version 1 leads to one load balancer', () => {
  const { stack, api, vpc } = shop();
  const balancer = (id: string) => new elbv2.NetworkLoadBalancer(stack, id, { vpc });
  const one = new apigateway.VpcLink(stack, 'One', { targets: [balancer('A')] });
  const two = new apigateway.VpcLink(stack, 'Two', { targets: [balancer('B'), balancer('C')] });
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection: VpcConnection.vpcLinkV1(one) }));
  api.addRoute('GET /b', Integration.httpProxy('http://b.internal/', { connection: VpcConnection.vpcLinkV1(two) }));
  expect(problemsOf(stack)).toEqual([
    '[Shop/Orders] VpcLinkTargets: the VPC link "Shop/Two" has 2 load balancers. '
    + 'Remedy: make a VPC link for each Network Load Balancer, or use an ApiVpcLink, which leads to any number of them.',
  ]);
});

test('a load balancer in another stack has its rules beside the link, so that no cycle forms', () => {
  const app = testApp();
  const network = new Stack(app, 'Network');
  const vpc = new ec2.Vpc(network, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false });
  const alb = internalAlb(network, vpc);
  const stack = new Stack(app, 'Shop');
  const api = testApi(stack);
  const connection = VpcConnection.applicationLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc }), alb);
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal:8080/', { connection }));
  api.addStage('dev');
  const template = synthesize(stack);
  for (const type of ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']) {
    expect(rulesOf(template, type)).toEqual([{ FromPort: 8080, ToPort: 8080, IpProtocol: 'tcp' }]);
  }
  expect(network.dependencies).toEqual([]);
});

test('a load balancer without security groups in a VPC that does not say which addresses it has', () => {
  const stack = testStack();
  const api = testApi(stack);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-1'] });
  const balancer = elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/imported/0123456789abcdef',
  });
  const connection = VpcConnection.networkLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc }), balancer);
  api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection }));
  expect(problemsOf(stack)).toEqual([
    '[Shop/Orders] VpcCidrUnknown: the imported VPC "Shop/Vpc" does not say which addresses it has. '
    + 'Remedy: set vpcCidrBlock of Vpc.fromVpcAttributes(), or give the load balancer loadBalancerSecurityGroups in fromNetworkLoadBalancerAttributes().',
  ]);
});

describe('warnings', () => {
  test('a port that is known at deployment only', () => {
    const { stack, api, vpc } = shop();
    const connection = VpcConnection.applicationLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc }), internalAlb(stack, vpc));
    api.addRoute('GET /a', Integration.httpProxy('http://a.internal:${stageVariables.port}/', { connection }));
    api.addStage('dev', { variables: { port: '8080' } });
    expect(warningsOf(stack)).toEqual([
      '[Shop/Orders] the port of the URL "http://a.internal:${stageVariables.port}/" of route "GET /a" is known at deployment only, so that the security groups of '
      + 'the VPC link "Shop/Link" stay closed. Remedy: write the port into the URL, or open it with the connections of the link. [ack: stagecraft:VpcLinkPort]',
    ]);
  });

  test('more subnets than the quota', () => {
    const { stack, api, vpc } = shop();
    const subnets = Array.from({ length: 11 }, (_, i) => ec2.Subnet.fromSubnetId(stack, `Subnet${i}`, `subnet-${i}`));
    const connection = VpcConnection.applicationLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc, subnets: { subnets } }), internalAlb(stack, vpc));
    api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection }));
    expect(warningsOf(stack).filter((text) => text.includes('VpcLink'))).toEqual([
      '[Shop/Orders] the VPC link "Shop/Link" has 11 subnets, and the default quota is 10. Remedy: choose one subnet for each availability zone. [ack: stagecraft:VpcLinkSubnets]',
    ]);
  });
});

describe('the link', () => {
  const linkOf = (props: (stack: Stack) => Partial<ApiVpcLinkProps>) => {
    const { stack, vpc } = shop();
    new ApiVpcLink(stack, 'Link', { vpc, ...props(stack) });
    return onlyResource(synthesize(stack), 'AWS::ApiGatewayV2::VpcLink').Properties;
  };

  test('stands in the private subnets, behind a closed security group', () => {
    expect(linkOf(() => ({}))).toEqual({
      Name: 'ShopLink2639877D',
      SubnetIds: [{ Ref: expect.stringMatching(/^VpcIsolated|^VpcPrivate/) }, { Ref: expect.stringMatching(/^VpcIsolated|^VpcPrivate/) }],
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^LinkSecurityGroup/), 'GroupId'] }],
    });
  });

  test('stands where it is told', () => {
    expect(linkOf((stack) => ({
      vpcLinkName: 'orders',
      subnets: { subnetType: ec2.SubnetType.PUBLIC },
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    }))).toMatchObject({ Name: 'orders', SubnetIds: [{ Ref: expect.stringMatching(/^VpcPublic/) }, { Ref: expect.stringMatching(/^VpcPublic/) }], SecurityGroupIds: ['sg-0123456789abcdef0'] });
  });

  test('that is replaced makes a new deployment', () => {
    const deploymentOf = (vpcLinkName: string, subnetType: ec2.SubnetType) => {
      const { stack, api, vpc } = shop();
      const link = new ApiVpcLink(stack, 'Link', { vpc, vpcLinkName, subnets: { subnetType } });
      api.addRoute('GET /a', Integration.httpProxy('http://a.internal/', { connection: VpcConnection.applicationLoadBalancer(link, internalAlb(stack, vpc)) }));
      api.addStage('dev');
      return Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'))[0];
    };
    const first = deploymentOf('a', ec2.SubnetType.PUBLIC);
    expect(deploymentOf('b', ec2.SubnetType.PUBLIC)).toBe(first);
    expect(deploymentOf('a', ec2.SubnetType.PRIVATE_ISOLATED)).not.toBe(first);
  });
});

function rulesOf(template: ReturnType<typeof synthesize>, type: string) {
  return Object.values(resourcesOf(template, type)).map(({ Properties: { FromPort, ToPort, IpProtocol } }) => ({ FromPort, ToPort, IpProtocol }));
}

test('a URL that is known at deployment only', () => {
  const { stack, api, vpc } = shop();
  const url = Lazy.string({ produce: () => 'http://a.internal/' });
  api.addRoute('GET /a', Integration.httpProxy(url, { connection: VpcConnection.applicationLoadBalancer(new ApiVpcLink(stack, 'Link', { vpc }), internalAlb(stack, vpc)) }));
  expect(warningsOf(stack)).toEqual([expect.stringContaining('is known at deployment only')]);
});
