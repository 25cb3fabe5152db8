import type { XmlElement } from './xml-element';

/** The versions of SOAP, which have namespaces of their own. */
export enum SoapVersion {
  /** SOAP 1.1: `text/xml`, with the header `SOAPAction`. */
  SOAP_1_1 = '1.1',
  /** SOAP 1.2: `application/soap+xml`. */
  SOAP_1_2 = '1.2',
}

/** What a SOAP envelope has beside its body. */
export interface SoapEnvelopeOptions {
  /**
   * The version of SOAP.
   *
   * @default SoapVersion.SOAP_1_1
   */
  readonly version?: SoapVersion;

  /**
   * The elements of the envelope's header.
   *
   * @default - no header
   */
  readonly header?: XmlElement[];
}

export const ENVELOPE_NAMESPACES: Readonly<Record<SoapVersion, string>> = {
  [SoapVersion.SOAP_1_1]: 'http://schemas.xmlsoap.org/soap/envelope/',
  [SoapVersion.SOAP_1_2]: 'http://www.w3.org/2003/05/soap-envelope',
};
