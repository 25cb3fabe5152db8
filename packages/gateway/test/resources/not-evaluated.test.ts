import type { JsonObject } from '../../src/json';
import { modelOf } from '../support/read';

const api = { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Shop' } } };
const domain = (Type: string) => ({ D: { Type, Properties: { DomainName: 'shop.example', MutualTlsAuthentication: { TruststoreUri: 's3://bucket/key' } } } });

test.each<[name: string, resources: JsonObject, want: string[]]>([
  ['web ACL', { W: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn: 'arn', WebACLArn: 'arn' } } }, ['warning not-served W undefined']],
  ['web ACL of the first kind', { W: { Type: 'AWS::WAFRegional::WebACLAssociation', Properties: {} } }, ['warning not-served W undefined']],
  ['mutual TLS', domain('AWS::ApiGateway::DomainName'), ['warning not-served D /Properties/MutualTlsAuthentication']],
  ['mutual TLS of a private domain', domain('AWS::ApiGateway::DomainNameV2'), ['warning not-served D /Properties/MutualTlsAuthentication']],
  ['client certificate', { ...api, S: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod', ClientCertificateId: 'abc' } } },
    ['warning not-served S /Properties/ClientCertificateId']],
])('%s is said not to be evaluated', (_, Resources, want) => {
  const said = modelOf({ Resources }).diagnostics.map(({ severity, code, where }) => `${severity} ${code} ${where.logicalId} ${where.property}`);
  expect(said.filter((one) => one.includes('not-served'))).toEqual(want);
});
