import type { ResourceIndex } from './index-of-resources';
import type { Resource } from '../cloudformation/resource';
import type { ApiMapping, CustomDomain } from '../model/custom-domain';

/** Custom domains with their mappings; a domain that only mappings name is one, too. */
export function readDomains(index: ResourceIndex): CustomDomain[] {
  const domains = new Map<string, Omit<CustomDomain, 'mappings'>>();
  for (const resource of index.ofType('AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2', 'AWS::ApiGatewayV2::DomainName')) {
    const domainName = resource.required('DomainName')?.toLowerCase();
    if (domainName !== undefined) domains.set(domainName, { domainName, mutualTls: resource.get('MutualTlsAuthentication').present, source: resource.source });
  }
  const mappings = new Map<string, ApiMapping[]>();
  const notServed = new Set(index.ofType('AWS::ApiGatewayV2::Api').map((api) => api.id));
  for (const { domainName, mapping } of index.ofType(...Object.keys(FIELDS)).flatMap((resource) => readMapping(resource) ?? [])) {
    if (notServed.has(mapping.apiId)) continue;
    if (!domains.has(domainName)) domains.set(domainName, { domainName, mutualTls: false, source: mapping.source });
    mappings.set(domainName, [...mappings.get(domainName) ?? [], mapping]);
  }
  return [...domains.values()].map((domain) => ({ ...domain, mappings: mappings.get(domain.domainName) ?? [] }));
}

/** What each type of mapping calls its fields. */
const FIELDS: Readonly<Record<string, { readonly domain: string; readonly basePath: string; readonly api: string }>> = {
  'AWS::ApiGateway::BasePathMapping': { domain: 'DomainName', basePath: 'BasePath', api: 'RestApiId' },
  'AWS::ApiGateway::BasePathMappingV2': { domain: 'DomainNameArn', basePath: 'BasePath', api: 'RestApiId' },
  'AWS::ApiGatewayV2::ApiMapping': { domain: 'DomainName', basePath: 'ApiMappingKey', api: 'ApiId' },
};

function readMapping(resource: Resource): { readonly domainName: string; readonly mapping: ApiMapping } | undefined {
  const fields = FIELDS[resource.type];
  const domain = resource.required(fields.domain);
  const apiId = resource.required(fields.api);
  if (domain === undefined || apiId === undefined) return undefined;
  const basePath = resource.get(fields.basePath).text() ?? '';
  return {
    // A private domain is given by its ARN: …:/domainnames/{name}+{id}
    domainName: domain.replace(/^arn:.*\/domainnames\/([^+]*)(\+.*)?$/, '$1').toLowerCase(),
    mapping: {
      basePath: basePath === '(none)' ? '' : basePath.replace(/^\/+|\/+$/g, ''),
      apiId,
      stage: resource.get('Stage').text(),
      source: resource.source,
    },
  };
}
