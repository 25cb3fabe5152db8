import type { aws_ec2 as ec2 } from 'aws-cdk-lib';
import type { EdgeTlsPolicy, EndpointAccessMode, TlsPolicy } from './tls-policy';

/** Options of every endpoint. */
export interface EndpointOptions {
  /**
   * How closely the endpoint looks at where a request was meant to go. It takes a `tlsPolicy` that begins with `TLS12_` or `TLS13_`.
   *
   * @default - EndpointAccessMode.BASIC with such a policy
   */
  readonly endpointAccessMode?: EndpointAccessMode;
}

/** Options of a Regional endpoint. */
export interface RegionalEndpointOptions extends EndpointOptions {
  /**
   * Which versions of TLS the endpoint speaks.
   *
   * @default - TlsPolicy.TLS_1_0, which is the service's own default
   */
  readonly tlsPolicy?: TlsPolicy;

  /**
   * Whether the endpoint is reached by IPv6 as well as by IPv4.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
   * @default - by IPv4 alone; once it was true, say false to return to that
   */
  readonly dualStack?: boolean;
}

/** Options of an edge-optimized endpoint. */
export interface EdgeEndpointOptions extends EndpointOptions {
  /**
   * Which versions of TLS the endpoint speaks.
   *
   * @default - EdgeTlsPolicy.TLS_1_0, which is the service's own default
   */
  readonly tlsPolicy?: EdgeTlsPolicy;

  /**
   * Whether the endpoint is reached by IPv6 as well as by IPv4.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
   * @default - by IPv4 alone; once it was true, say false to return to that
   */
  readonly dualStack?: boolean;
}

/** Options of a private endpoint. */
export interface PrivateLinkEndpointOptions extends EndpointOptions {
  /**
   * The interface endpoints, for the service `execute-api`, through which the API is called.
   *
   * @default - that of `vpc`; without one, those that the API's `access` allows
   */
  readonly vpcEndpoints?: ec2.IVpcEndpoint[];

  /**
   * A VPC in which an interface endpoint is made for this API, with a security group that lets in HTTPS from the VPC's own addresses and nothing else.
   *
   * @default - no endpoint is made
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Whether the endpoint that is made answers for every API of the Region within its VPC, public ones too, under the names that they have everywhere.
   * Only one endpoint in a VPC can.
   *
   * @default false - the API is called by a name of its own, as `stage.url` has it
   */
  readonly privateDns?: boolean;

  /**
   * Which versions of TLS the endpoint speaks.
   *
   * @default - TlsPolicy.TLS_1_2, which is the service's own default
   */
  readonly tlsPolicy?: TlsPolicy;
}
