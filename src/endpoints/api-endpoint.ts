import type { aws_ec2 as ec2 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EdgeEndpointOptions, EndpointOptions, PrivateLinkEndpointOptions, RegionalEndpointOptions } from './endpoint-options';
import { interfaceEndpoint } from './interface-endpoint';
import type { ProblemReport } from '../problems';

/** An endpoint as an API is made with it. */
export interface BoundEndpoint {
  readonly endpointType: 'REGIONAL' | 'EDGE' | 'PRIVATE';
  readonly ipAddressType?: 'ipv4' | 'dualstack';
  readonly securityPolicy?: string;
  readonly endpointAccessMode?: 'BASIC' | 'STRICT';
  /** Through which a private API is called. */
  readonly vpcEndpoints: readonly ec2.IVpcEndpoint[];
}

type EndpointBinder = (api: Construct, problems: ProblemReport) => BoundEndpoint;

/**
 * Where an API's endpoint stands.
 *
 * Problems: `AccessModeWithoutTlsPolicy`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 */
export class ApiEndpoint {
  /** In the API's Region: for callers near it, or behind a CloudFront distribution of your own. */
  public static regional(options: RegionalEndpointOptions = {}): ApiEndpoint {
    return new ApiEndpoint(options, () => ({ endpointType: 'REGIONAL', ...publicEndpoint(options) }));
  }

  /** Behind a CloudFront distribution that API Gateway runs: for callers all over the world. REST APIs only; timeouts end at 29 seconds. */
  public static edge(options: EdgeEndpointOptions = {}): ApiEndpoint {
    return new ApiEndpoint(options, () => ({ endpointType: 'EDGE', ...publicEndpoint(options) }));
  }

  /**
   * Inside VPCs alone: the API can be called through the given interface endpoints, or through one that is made for it, and its resource
   * policy refuses all else. REST APIs only. An API that is private cannot become edge-optimized.
   *
   * Problems: `PrivateWithoutPath`, `VpcCidrUnknown`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
   */
  public static privateLink(options: PrivateLinkEndpointOptions): ApiEndpoint {
    const { vpcEndpoints = [], vpc, privateDns = false, tlsPolicy } = options;
    return new ApiEndpoint(options, (api, problems) => ({
      endpointType: 'PRIVATE',
      ipAddressType: 'dualstack',
      securityPolicy: tlsPolicy,
      vpcEndpoints: [...vpcEndpoints, ...(vpc ? [interfaceEndpoint(api, vpc, privateDns, problems)] : [])],
    }));
  }

  private constructor(private readonly options: EndpointOptions, private readonly binder: EndpointBinder) {}

  /** @internal */
  public _bind(api: Construct, problems: ProblemReport): BoundEndpoint {
    const { endpointAccessMode } = this.options;
    const bound = this.binder(api, problems);
    if (bound.securityPolicy?.startsWith('SecurityPolicy_')) return { ...bound, endpointAccessMode: endpointAccessMode ?? 'BASIC' };
    if (endpointAccessMode !== undefined) problems.add('AccessModeWithoutTlsPolicy', endpointAccessMode, bound.securityPolicy);
    return bound;
  }
}

function publicEndpoint({ dualStack, tlsPolicy }: RegionalEndpointOptions | EdgeEndpointOptions): Omit<BoundEndpoint, 'endpointType'> {
  return {
    ...(dualStack !== undefined && { ipAddressType: dualStack ? 'dualstack' : 'ipv4' }),
    securityPolicy: tlsPolicy,
    vpcEndpoints: [],
  };
}
