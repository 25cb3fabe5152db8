import type { aws_ec2 as ec2 } from 'aws-cdk-lib';

/** The addresses of a VPC; one that is imported throws where it was not told. */
export function rangeOf(vpc: ec2.IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    return undefined;
  }
}
