import {
  type aws_apigateway as apigateway, type aws_apigatewayv2 as apigatewayv2, aws_ec2 as ec2, type aws_elasticloadbalancingv2 as elbv2, Stack,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { portOf } from './backend-url';
import type { IntegrationContext } from './port';
import type { IntegrationObject } from '../document/extensions/integration';
import { rangeOf } from '../private/vpc-range';
import type { ProblemReport } from '../problems';

/** What an integration object says of a way into a VPC. */
type Connection = Pick<IntegrationObject, 'connectionType' | 'connectionId' | 'integrationTarget'>;

/**
 * A way to a backend in a VPC. The URL of the integration says which port of the load balancer is called and what the `Host` header is; with
 * `https`, its host is what the certificate has to be for.
 *
 * API Gateway, the link and the load balancer have to be of one account. An `ApiVpcLink` is let through to the load balancer, on that port;
 * where another link stands, its security groups are for the app to open.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
 */
export class VpcConnection {
  /**
   * Through a VPC link to an Application Load Balancer.
   *
   * @param vpcLink a link of this app or an imported one; an id like `${stageVariables.vpcLinkId}` gives each stage its own
   * @param loadBalancer the load balancer, which may be internal
   */
  public static applicationLoadBalancer(vpcLink: apigatewayv2.IVpcLink, loadBalancer: elbv2.IApplicationLoadBalancer): VpcConnection {
    return VpcConnection.v2(vpcLink, loadBalancer.loadBalancerArn, loadBalancer);
  }

  /**
   * Through a VPC link to a Network Load Balancer.
   *
   * @param vpcLink a link of this app or an imported one; an id like `${stageVariables.vpcLinkId}` gives each stage its own
   * @param loadBalancer the load balancer, which may be internal
   */
  public static networkLoadBalancer(vpcLink: apigatewayv2.IVpcLink, loadBalancer: elbv2.INetworkLoadBalancer): VpcConnection {
    return VpcConnection.v2(vpcLink, loadBalancer.loadBalancerArn, loadBalancer);
  }

  /**
   * Through a VPC link of version 1, which leads to the one Network Load Balancer that it was made for.
   *
   * Problems: `VpcLinkTargets`.
   *
   * @param vpcLink a link of this app or an imported one; an id like `${stageVariables.vpcLinkId}` gives each stage its own
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
   */
  public static vpcLinkV1(vpcLink: apigateway.IVpcLink): VpcConnection {
    return new VpcConnection(
      { connectionType: 'VPC_LINK', connectionId: vpcLink.vpcLinkId },
      (_url, { problems }) => {
        const targets = lengthOf(vpcLink, 'targetArns') ?? 1;
        if (targets !== 1) problems.add('VpcLinkTargets', vpcLink.node.path, targets);
      },
    );
  }

  private static v2(vpcLink: apigatewayv2.IVpcLink, integrationTarget: string, loadBalancer: ec2.IConnectable): VpcConnection {
    return new VpcConnection(
      { connectionType: 'VPC_LINK', connectionId: vpcLink.vpcLinkId, integrationTarget },
      (url, { problems, route }) => {
        const subnets = lengthOf(vpcLink, 'subnetIds') ?? 0;
        if (subnets > 10) problems.warn('VpcLinkSubnets', vpcLink.node.path, subnets);
        if (!isConnectable(vpcLink)) return;
        const port = portOf(url);
        if (port === undefined) problems.warn('VpcLinkPort', route.routeKey, url, vpcLink.node.path);
        else letThrough(vpcLink, loadBalancer, ec2.Port.tcp(port), problems);
      },
    );
  }

  private readonly prepared = new Set<string>();

  private constructor(private readonly connection: Connection, private readonly prepare: (url: string, context: IntegrationContext) => void) {}

  /** @internal */
  public _bind(url: string, context: IntegrationContext): Connection {
    if (!this.prepared.has(url)) {
      this.prepared.add(url);
      this.prepare(url, context);
    }
    return this.connection;
  }
}

/** A link with security groups of its own. */
type ConnectableLink = apigatewayv2.IVpcLink & ec2.IConnectable;

function isConnectable(vpcLink: apigatewayv2.IVpcLink): vpcLink is ConnectableLink {
  return 'connections' in vpcLink;
}

function letThrough(link: ConnectableLink, loadBalancer: ec2.IConnectable, port: ec2.Port, problems: ProblemReport): void {
  if (loadBalancer.connections.securityGroups.length > 0) {
    // From the link's side: across stacks, both rules stand beside the link, which refers to the load balancer already.
    link.connections.allowTo(loadBalancer, port, 'From API Gateway');
    return;
  }
  // A Network Load Balancer may have no security group to name.
  const range = rangeOf(link.vpc);
  if (range === undefined) {
    problems.add('VpcCidrUnknown', link.vpc.node.path, 'give the load balancer loadBalancerSecurityGroups in fromNetworkLoadBalancerAttributes()');
  } else {
    link.connections.allowTo(ec2.Peer.ipv4(range), port, 'To the load balancer');
  }
}

/** The length of a list of a link's resource; nothing is known of an imported one. */
function lengthOf(vpcLink: IConstruct, property: string): number | undefined {
  const list = (vpcLink.node.defaultChild as unknown as Record<string, unknown> | undefined)?.[property];
  return list === undefined ? undefined : (Stack.of(vpcLink).resolve(list) as unknown[]).length;
}
