import type { Diagnostics } from '../diagnostics';
import type { ResourceIndex } from './index-of-resources';

const NOT_SERVED: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'HTTP and WebSocket APIs are not served yet',
  'AWS::ApiGatewayV2::RoutingRule': 'routing rules are not carried out; only base path mappings are',
  'AWS::WAFRegional::WebACLAssociation': 'web ACLs are not evaluated: what one would block is let through',
  'AWS::WAFv2::WebACLAssociation': 'web ACLs are not evaluated: what one would block is let through',
};

const NOT_EVALUATED: ReadonlyArray<readonly [type: string, property: string, message: string]> = [
  ['AWS::ApiGateway::DomainName', 'MutualTlsAuthentication', 'mutual TLS is not evaluated: clients need no certificate'],
  ['AWS::ApiGateway::DomainNameV2', 'MutualTlsAuthentication', 'mutual TLS is not evaluated: clients need no certificate'],
  ['AWS::ApiGateway::Stage', 'ClientCertificateId', 'backends are shown no client certificate'],
];

const API_PARTS = ['Authorizer', 'Deployment', 'GatewayResponse', 'Method', 'Model', 'RequestValidator', 'Resource', 'Stage'].map((part) => `AWS::ApiGateway::${part}`);

/** Says what of the templates is left out. */
export function reportNotServed(index: ResourceIndex, diagnostics: Diagnostics): void {
  const apis = new Set(index.ofType('AWS::ApiGateway::RestApi').map(({ id }) => id));
  for (const resource of index.all) {
    const reason = Object.hasOwn(NOT_SERVED, resource.type) ? NOT_SERVED[resource.type] : undefined;
    if (reason !== undefined) diagnostics.report('warning', 'not-served', resource.source, reason);
    if (resource.type.startsWith('AWS::Serverless::')) {
      diagnostics.report('error', 'not-served', resource.source, `${resource.type} is for SAM's transform; give the processed template, which CloudFormation keeps of each stack`);
    }
  }
  for (const [type, property, message] of NOT_EVALUATED) {
    for (const resource of index.ofType(type)) {
      const setting = resource.get(property);
      if (setting.present) setting.report('warning', 'not-served', message);
    }
  }
  for (const resource of index.ofType(...API_PARTS)) {
    const api = resource.get('RestApiId');
    if (typeof api.value === 'string' && !apis.has(api.value)) api.report('warning', 'not-served', 'the API that this belongs to is not among the templates');
  }
}
