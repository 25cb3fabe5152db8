import { aws_ec2 as ec2, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { rangeOf } from '../private/vpc-range';
import type { ProblemReport } from '../problems';

/** Makes an interface endpoint through which a VPC calls an API. */
export function interfaceEndpoint(api: Construct, vpc: ec2.IVpc, privateDnsEnabled: boolean, problems: ProblemReport): ec2.IVpcEndpoint {
  const securityGroup = new ec2.SecurityGroup(api, 'VpcEndpointSecurityGroup', {
    vpc, allowAllOutbound: false, description: 'Lets the VPC call the API',
  });
  const range = rangeOf(vpc);
  if (range === undefined) problems.add('VpcCidrUnknown', vpc.node.path, 'make the endpoint yourself and name it in vpcEndpoints');
  else securityGroup.addIngressRule(ec2.Peer.ipv4(range), ec2.Port.tcp(443), 'HTTPS from the VPC');
  acknowledge(securityGroup.node.defaultChild as CfnResource, 'AwsSolutions-EC23', 'The one range of addresses is that of the VPC, which is known when it is deployed.');
  return new ec2.InterfaceVpcEndpoint(api, 'VpcEndpoint', {
    vpc, service: ec2.InterfaceVpcEndpointAwsService.APIGATEWAY, privateDnsEnabled, open: false, securityGroups: [securityGroup],
  });
}
