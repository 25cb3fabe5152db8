import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

/** An interface endpoint that another app has made. */
export function testVpcEndpoint(stack: Stack, vpcEndpointId: string): ec2.IVpcEndpoint {
  return ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, { vpcEndpointId, port: 443 });
}

/** A VPC that another app has made. */
export function importedVpc(stack: Stack, vpcId: string): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, vpcId, { vpcId, availabilityZones: ['a'] });
}

/** A VPC with nothing in it that costs. */
export function testVpc(stack: Stack, cidr = '10.0.0.0/16'): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 1, natGateways: 0, ipAddresses: ec2.IpAddresses.cidr(cidr), subnetConfiguration: [{ name: 'Inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}
