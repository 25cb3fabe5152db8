import { SignatureV4 } from '@smithy/signature-v4';
import { NodeSha256 } from '../../packages/gateway/test/access/support';

/** Calls a URL of the local gateway with a request that is signed by AWS's own signer. */
export async function fetchSigned(url: string, credentials: { accessKeyId: string; secretAccessKey: string }): Promise<Response> {
  const { host, hostname, pathname } = new URL(url);
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'execute-api', sha256: NodeSha256 });
  const { headers } = await signer.sign({ method: 'GET', protocol: 'http:', hostname, path: pathname, query: {}, headers: { host } });
  return fetch(url, { headers });
}
