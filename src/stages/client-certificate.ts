import { aws_apigateway as apigateway, type IResource, Resource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A certificate by which backends know that API Gateway is calling. */
export interface IClientCertificate extends IResource {
  /**
   * The id of the certificate.
   *
   * @attribute
   */
  readonly clientCertificateId: string;
}

/** What a client certificate is made from. */
export interface ClientCertificateProps {
  /**
   * What the certificate is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/**
 * A certificate that API Gateway makes and shows to HTTP backends, which check it by its public key. It is valid for a year and not renewed:
 * make a second one, let the backends trust both, give it to the stages, and remove the first one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export class ClientCertificate extends Resource implements IClientCertificate {
  /** A certificate that is there already. */
  public static fromClientCertificateId(scope: Construct, id: string, clientCertificateId: string): IClientCertificate {
    return new ImportedClientCertificate(scope, id, clientCertificateId);
  }

  /** The id of the certificate. */
  public readonly clientCertificateId: string;

  constructor(scope: Construct, id: string, props: ClientCertificateProps = {}) {
    super(scope, id);
    this.clientCertificateId = new apigateway.CfnClientCertificate(this, 'Resource', { description: props.description }).ref;
  }
}

class ImportedClientCertificate extends Resource implements IClientCertificate {
  constructor(scope: Construct, id: string, public readonly clientCertificateId: string) {
    super(scope, id);
  }
}
