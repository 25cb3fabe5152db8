import type { Node } from '../node';

/** Of the extensions at the root: those that are carried out, and those that nothing local depends on. */
const KNOWN = new Set([
  'api-key-source', 'binary-media-types', 'documentation', 'endpoint-access-mode', 'endpoint-configuration', 'gateway-responses',
  'importexport-version', 'minimum-compression-size', 'policy', 'request-validator', 'request-validators', 'security-policy',
].map((name) => `x-amazon-apigateway-${name}`));

export function reportUnknownExtensions(root: Node): void {
  for (const [name, extension] of root.entries()) {
    if (name.startsWith('x-amazon-apigateway-') && !KNOWN.has(name)) extension.report('warning', 'unknown-extension', `${name} is not an extension of a REST API`);
  }
}
