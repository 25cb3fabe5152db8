import { localId } from '../../local-id';
import type { Resource } from '../resource';
import type { StandIn, StandIns } from './stand-in';

/** The id of the resource `/` of a REST API. */
export function rootResourceId(restApi: Resource): string {
  return localId(restApi.stack.key, restApi.logicalId, '/');
}

const byId = (attribute?: string): StandIn => ({ ref: '{id}', attributes: attribute === undefined ? {} : { [attribute]: '{id}' } });

const DOMAIN_NAME: StandIn = {
  name: 'DomainName',
  attributes: {
    RegionalDomainName: 'd-{id}.execute-api.{region}.{suffix}',
    RegionalHostedZoneId: 'ZLOCAL',
    DistributionDomainName: 'd{id}.cloudfront.net',
    DistributionHostedZoneId: 'Z2FDTNDATAQYW2',
    DomainNameArn: 'arn:{partition}:apigateway:{region}::/domainnames/{name}',
  },
};

const PRIVATE_DOMAIN_ARN = 'arn:{partition}:apigateway:{region}:{account}:/domainnames/{name}+{id}';

/** The types of API Gateway. */
export const API_GATEWAY: StandIns = {
  'AWS::ApiGateway::Account': byId('Id'),
  'AWS::ApiGateway::ApiKey': byId('APIKeyId'),
  'AWS::ApiGateway::Authorizer': byId('AuthorizerId'),
  'AWS::ApiGateway::BasePathMapping': byId(),
  'AWS::ApiGateway::ClientCertificate': byId('ClientCertificateId'),
  'AWS::ApiGateway::Deployment': byId('DeploymentId'),
  'AWS::ApiGateway::DomainName': DOMAIN_NAME,
  'AWS::ApiGateway::DomainNameV2': { name: 'DomainName', ref: PRIVATE_DOMAIN_ARN, attributes: { DomainNameArn: PRIVATE_DOMAIN_ARN, DomainNameId: '{id}' } },
  'AWS::ApiGateway::GatewayResponse': byId('Id'),
  'AWS::ApiGateway::Method': byId(),
  'AWS::ApiGateway::Model': { ref: (resource) => modelName(resource) },
  'AWS::ApiGateway::RequestValidator': byId('RequestValidatorId'),
  'AWS::ApiGateway::Resource': byId('ResourceId'),
  'AWS::ApiGateway::RestApi': { ref: '{id}', attributes: { RestApiId: '{id}', RootResourceId: rootResourceId } },
  'AWS::ApiGateway::Stage': { name: 'StageName' },
  'AWS::ApiGateway::UsagePlan': byId('Id'),
  'AWS::ApiGateway::UsagePlanKey': byId('Id'),
  'AWS::ApiGateway::VpcLink': byId('VpcLinkId'),
  'AWS::ApiGatewayV2::Api': {
    ref: '{id}',
    attributes: {
      ApiId: '{id}',
      ApiEndpoint: 'https://{id}.execute-api.{region}.{suffix}',
      ExecuteApiArn: 'arn:{partition}:execute-api:{region}:{account}:{id}',
    },
  },
  'AWS::ApiGatewayV2::Authorizer': byId('AuthorizerId'),
  'AWS::ApiGatewayV2::Deployment': byId('DeploymentId'),
  'AWS::ApiGatewayV2::DomainName': DOMAIN_NAME,
  'AWS::ApiGatewayV2::Integration': byId('IntegrationId'),
  'AWS::ApiGatewayV2::Route': byId('RouteId'),
  'AWS::ApiGatewayV2::Stage': { name: 'StageName' },
  'AWS::ApiGatewayV2::VpcLink': byId('VpcLinkId'),
};

/** The name of an `AWS::ApiGateway::Model`: letters and digits. */
export function modelName(model: Resource): string {
  return model.get('Name').text() ?? `${model.logicalId}${model.id}`;
}
