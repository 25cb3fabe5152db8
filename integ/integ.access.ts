/**
 * APIs with resource policies and endpoints of every kind: one that nobody here may call, one that is called with TLS 1.3 over IPv4 and IPv6,
 * and a private one that a function inside its VPC calls.
 *
 * The assertions call all of them. They need an account: `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_ec2 as ec2, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { AccessRule, ApiEndpoint, Authorizer, EndpointAccessMode, Integration, RestApi, TlsPolicy, type RestApiProps } from '../src';

const app = new App();
const stack = new Stack(app, 'Access');

function stageOf(id: string, props: RestApiProps) {
  const api = new RestApi(stack, id, { authorizer: Authorizer.none(), ...props });
  api.addRoute('GET /health', Integration.mock({ body: { ok: true } }));
  return api.addStage('dev');
}

const documentation = ['192.0.2.0/24', '2001:db8::/32'];
const elsewhere = stageOf('Elsewhere', { access: [AccessRule.allowIpRanges(documentation)] });
const everywhere = stageOf('Everywhere', {
  access: [AccessRule.denyIpRanges(documentation)],
  endpoint: ApiEndpoint.regional({ dualStack: true, tlsPolicy: TlsPolicy.TLS13_1_2_PFS_PQ_2025_09, endpointAccessMode: EndpointAccessMode.STRICT }),
});

const vpc = new ec2.Vpc(stack, 'Vpc', {
  maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false, subnetConfiguration: [{ name: 'Inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
});
const inside = stageOf('Inside', { endpoint: ApiEndpoint.privateLink({ vpc }) });
const caller = new lambda.Function(stack, 'Caller', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`exports.handler = async () => {
    const response = await fetch(process.env.URL);
    return { status: response.status, body: await response.json() };
  };`),
  environment: { URL: inside.urlForPath('/health') },
  timeout: Duration.seconds(20),
  vpc,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
});

const { assertions } = new IntegTest(app, 'AccessTest', { testCases: [stack] });
assertions.httpApiCall(elsewhere.urlForPath('/health')).expect(ExpectedResult.objectLike({ status: 403 }));
assertions.httpApiCall(everywhere.urlForPath('/health')).expect(ExpectedResult.objectLike({ status: 200, body: { ok: true } }));
assertions.invokeFunction({ functionName: caller.functionName }).expect(ExpectedResult.objectLike({ Payload: '{"status":200,"body":{"ok":true}}' }));
