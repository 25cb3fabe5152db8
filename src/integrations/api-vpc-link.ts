import { aws_apigatewayv2 as apigatewayv2, aws_ec2 as ec2 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What a VPC link is made from. */
export interface ApiVpcLinkProps {
  /** The VPC of the load balancers. */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets that get the link's network interfaces, 10 at most. They cannot be changed: other subnets make another link.
   *
   * @default - the private subnets, one for each availability zone
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The security groups of the link's network interfaces. They cannot be changed: others make another link.
   *
   * @default - one of its own, which lets nothing in, and nothing out but to the load balancers of `VpcConnection`
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The name of the link.
   *
   * @default - one made from the construct's path
   */
  readonly vpcLinkName?: string;
}

/**
 * A way from API Gateway into a VPC (a VPC link of version 2), for any number of APIs and load balancers. An account may have ten in a Region.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
export class ApiVpcLink extends apigatewayv2.VpcLink implements ec2.IConnectable {
  /** What the link may reach. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: ApiVpcLinkProps) {
    const { vpc, vpcLinkName, subnets = {} } = props;
    super(scope, id, { vpc, vpcLinkName, subnets: { onePerAz: subnets.subnets ? undefined : true, ...subnets } });
    const securityGroups = props.securityGroups ?? [new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc, description: 'What API Gateway reaches through a VPC link', allowAllOutbound: false,
    })];
    this.addSecurityGroups(...securityGroups);
    this.connections = new ec2.Connections({ securityGroups });
  }
}
