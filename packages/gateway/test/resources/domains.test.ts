import type { JsonObject } from '../../src/json';
import { modelOf, withoutSources } from '../support/read';

const read = (resources: JsonObject) => modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi' }, ...resources } });
const domain = (type: string, properties: JsonObject = {}) => ({ Type: type, Properties: { DomainName: 'API.example', ...properties } });

const V1 = 'AWS::ApiGateway::DomainName';
const V2 = 'AWS::ApiGatewayV2::DomainName';
const PRIVATE = 'AWS::ApiGateway::DomainNameV2';

const basePath = (properties: JsonObject) => ({ Type: 'AWS::ApiGateway::BasePathMapping', Properties: { DomainName: { Ref: 'Domain' }, RestApiId: { Ref: 'Api' }, ...properties } });
const apiMapping = (properties: JsonObject) => ({ Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { DomainName: { Ref: 'Domain' }, ApiId: { Ref: 'Api' }, ...properties } });

test.each<[name: string, domain: JsonObject, mapping: JsonObject, want: JsonObject]>([
  ['the domain itself', domain(V1), basePath({ Stage: 'dev' }), { basePath: '', stage: 'dev' }],
  ['the domain itself, by name', domain(V1), basePath({ BasePath: '(none)' }), { basePath: '' }],
  ['a base path', domain(V1), basePath({ BasePath: 'v1' }), { basePath: 'v1' }],
  ['a key with slashes', domain(V2), apiMapping({ ApiMappingKey: 'shop/v1', Stage: 'prod' }), { basePath: 'shop/v1', stage: 'prod' }],
  ['a key of a domain of the first kind', domain(V1), apiMapping({ Stage: 'prod' }), { basePath: '', stage: 'prod' }],
  [
    'a private domain', domain(PRIVATE),
    { Type: 'AWS::ApiGateway::BasePathMappingV2', Properties: { DomainNameArn: { Ref: 'Domain' }, RestApiId: { Ref: 'Api' }, BasePath: 'a', Stage: 'dev' } },
    { basePath: 'a', stage: 'dev' },
  ],
])('%s', (_, Domain, Mapping, want) => {
  const { rest: [{ id }], domains, diagnostics } = read({ Domain, Mapping });
  expect(diagnostics).toEqual([]);
  expect(withoutSources(domains)).toEqual([{ domainName: 'api.example', mutualTls: false, mappings: [{ apiId: id, ...want }] }]);
});

test('a domain that only mappings name', () => {
  const [{ domainName, mappings, source }] = read({ A: basePath({ DomainName: 'x.example' }), B: basePath({ DomainName: 'x.example', BasePath: 'b' }) }).domains;
  expect({ domainName, paths: mappings.map((one) => one.basePath), of: source.logicalId }).toEqual({ domainName: 'x.example', paths: ['', 'b'], of: 'A' });
});

test('mutual TLS', () => {
  const [{ mutualTls, mappings }] = read({ Domain: domain(V1, { MutualTlsAuthentication: { TruststoreUri: 's3://b/k' } }) }).domains;
  expect({ mutualTls, mappings }).toEqual({ mutualTls: true, mappings: [] });
});

test('a mapping to an API that is not served is left out', () => {
  const { domains } = read({ Domain: domain(V2), Http: { Type: 'AWS::ApiGatewayV2::Api' }, Mapping: apiMapping({ ApiId: { Ref: 'Http' }, Stage: '$default' }) });
  expect(domains.map(({ mappings }) => mappings)).toEqual([[]]);
});

test('routing rules', () => {
  expect(read({ Rule: { Type: 'AWS::ApiGatewayV2::RoutingRule' } }).diagnostics.map(({ code }) => code)).toEqual(['not-served']);
});
