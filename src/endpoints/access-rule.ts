import type { aws_ec2 as ec2, aws_iam as iam } from 'aws-cdk-lib';

/** What one rule adds to an API's resource policy. */
export interface AccessTerms {
  /** The name of the factory. */
  readonly rule: string;
  readonly accounts?: readonly string[];
  readonly principals?: readonly iam.IPrincipal[];
  readonly allowedRanges?: readonly string[];
  readonly deniedRanges?: readonly string[];
  readonly vpcs?: readonly ec2.IVpc[];
  readonly vpcEndpoints?: readonly ec2.IVpcEndpoint[];
  readonly policy?: iam.PolicyDocument;
}

/**
 * Who may call an API, whatever its routes say beside that: its resource policy, by intent.
 *
 * Rules of one kind add up: two ranges of addresses let in both. Rules of different kinds have to be satisfied together: with ranges and
 * accounts, a caller has to be in one of the ranges *and* of one of the accounts. VPCs and VPC endpoints are one kind.
 *
 * Problems: `EmptyAccessRule`, `AccessAccount`, `AccessAccountList`, `AccessIpRange`, `AccessVpcOnPublicApi`, `AccessPrincipal`; a warning: `AccessPolicySize`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export class AccessRule {
  /**
   * Lets identities of other accounts sign requests to routes with `Authorizer.iam()`, if their own policies allow it too. Identities of the API's own
   * account may always call what their own policies allow.
   *
   * @param accounts account ids of 12 digits
   */
  public static allowAccounts(accounts: string[]): AccessRule {
    return new AccessRule({ rule: 'allowAccounts', accounts });
  }

  /**
   * Lets identities sign requests to routes with `Authorizer.iam()`: those of the API's own account need no other permission, those of other
   * accounts need it of their own policies too.
   *
   * @param principals roles, users, accounts, organizations
   */
  public static allowPrincipals(principals: iam.IPrincipal[]): AccessRule {
    return new AccessRule({ rule: 'allowPrincipals', principals });
  }

  /**
   * Refuses every request that is not from these addresses: those on the internet, or with a private API those inside the VPC.
   *
   * @param ranges IPv4 and IPv6 addresses, or ranges in CIDR notation, e.g. `192.0.2.0/24`; a dual-stack endpoint needs both kinds
   */
  public static allowIpRanges(ranges: string[]): AccessRule {
    return new AccessRule({ rule: 'allowIpRanges', allowedRanges: ranges });
  }

  /**
   * Refuses every request from these addresses, whatever else allows it.
   *
   * @param ranges IPv4 and IPv6 addresses, or ranges in CIDR notation, e.g. `192.0.2.0/24`; a dual-stack endpoint needs both kinds
   */
  public static denyIpRanges(ranges: string[]): AccessRule {
    return new AccessRule({ rule: 'denyIpRanges', deniedRanges: ranges });
  }

  /** Refuses every request to a private API that is not from these VPCs, or through endpoints that are allowed. */
  public static allowVpcs(vpcs: ec2.IVpc[]): AccessRule {
    return new AccessRule({ rule: 'allowVpcs', vpcs });
  }

  /** Refuses every request to a private API that is not through these VPC endpoints, or from VPCs that are allowed. */
  public static allowVpcEndpoints(vpcEndpoints: ec2.IVpcEndpoint[]): AccessRule {
    return new AccessRule({ rule: 'allowVpcEndpoints', vpcEndpoints });
  }

  /**
   * Adds the statements of a policy as they are. With one, nobody is let in whom no statement or principal allows.
   *
   * @param policy `execute-api:/*` stands for every call to the API, `execute-api:/{stage}/{method}/{path}` for some
   */
  public static fromPolicy(policy: iam.PolicyDocument): AccessRule {
    return new AccessRule({ rule: 'fromPolicy', policy });
  }

  private constructor(private readonly terms: AccessTerms) {}

  /** @internal */
  public get _terms(): AccessTerms {
    return this.terms;
  }
}
