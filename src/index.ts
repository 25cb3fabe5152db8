export { Authorizer } from './authorizers/authorizer';
export type {
  AuthorizerOptions, LambdaAuthorizerOptions, LambdaRequestAuthorizerOptions, LambdaTokenAuthorizerOptions, UserPoolAuthorizerOptions,
} from './authorizers/authorizer-options';
export { IdentitySource } from './authorizers/identity-source';
export type { CorsOptions } from './cors/cors-options';
export type { ApiDocumentation } from './documentation/documentation-options';
export { DocumentationPart } from './documentation/documentation-part';
export { AccessRule } from './endpoints/access-rule';
export { ApiEndpoint } from './endpoints/api-endpoint';
export type { EdgeEndpointOptions, EndpointOptions, PrivateLinkEndpointOptions, RegionalEndpointOptions } from './endpoints/endpoint-options';
export { EdgeTlsPolicy, EndpointAccessMode, TlsPolicy } from './endpoints/tls-policy';
export { ApiVpcLink } from './integrations/api-vpc-link';
export type { ApiVpcLinkProps } from './integrations/api-vpc-link';
export type { HttpIntegrationOptions } from './integrations/http';
export type { HttpBackendOptions } from './integrations/http-backend';
export type { HttpProxyIntegrationOptions } from './integrations/http-proxy';
export { Integration } from './integrations/integration';
export { IntegrationCredentials } from './integrations/integration-credentials';
export type { IntegrationGrantOptions } from './integrations/integration-credentials';
export type { LambdaCustomIntegrationOptions } from './integrations/lambda-custom';
export type { LambdaFunctionIntegrationOptions } from './integrations/lambda-function';
export type { MockIntegrationOptions } from './integrations/mock';
export type { AwsServiceIntegrationOptions } from './integrations/services/aws-service';
export type {
  DynamoDbDeleteItemIntegrationOptions, DynamoDbExpressionOptions, DynamoDbGetItemIntegrationOptions, DynamoDbPutItemIntegrationOptions,
  DynamoDbQueryIntegrationOptions, DynamoDbUpdateItemIntegrationOptions,
} from './integrations/services/dynamo-db-options';
export type { EventBridgePutEventsIntegrationOptions } from './integrations/services/event-bridge';
export type { FirehosePutRecordIntegrationOptions } from './integrations/services/firehose';
export type { KinesisPutRecordIntegrationOptions, KinesisPutRecordsIntegrationOptions } from './integrations/services/kinesis';
export type { KmsIntegrationOptions } from './integrations/services/kms';
export type { MessageIntegrationOptions } from './integrations/services/messages';
export type { RdsExecuteStatementIntegrationOptions } from './integrations/services/rds-data';
export type { S3ContentIntegrationOptions, S3ObjectIntegrationOptions } from './integrations/services/s3';
export type { ServiceIntegrationOptions } from './integrations/services/service-integration';
export type { SnsPublishIntegrationOptions } from './integrations/services/sns';
export type { SqsSendMessageIntegrationOptions } from './integrations/services/sqs';
export type { StepFunctionsDescribeIntegrationOptions, StepFunctionsStartIntegrationOptions } from './integrations/services/step-functions';
export { TypedValue } from './integrations/services/typed-value';
export { VpcConnection } from './integrations/vpc-connection';
export { ContentHandling } from './mapping/content-handling';
export type { IntegrationParameters, IntegrationRequest, IntegrationResponse } from './mapping/integration-mapping';
export { MappingTemplate } from './mapping/mapping-template';
export { PassthroughBehavior } from './mapping/passthrough-behavior';
export { RequestValue } from './mapping/request-value';
export { ResponseValue } from './mapping/response-value';
export { SoapVersion } from './mapping/soap';
export type { SoapEnvelopeOptions } from './mapping/soap';
export { TemplateValue } from './mapping/template-value';
export { XmlElement } from './mapping/xml-element';
export { Model } from './models/model';
export { ApiResource } from './observability/api-resource';
export { CloudWatchRole } from './observability/cloudwatch-role';
export { ReleaseLedger } from './releases/release-ledger';
export { StageRelease } from './releases/stage-release';
export type { RestApiContractOptions } from './requests/contract-options';
export { GatewayResponseType } from './requests/gateway-response';
export type { GatewayResponse } from './requests/gateway-response';
export { RequestValidation } from './requests/request-validation';
export type {
  RouteContentOptions, RouteDocumentation, RouteParameter, RouteRequest, RouteResponse, RouteResponseHeader,
} from './requests/route-content-options';
export { RestApi } from './rest-api';
export type { IRestApi, RestApiAttributes } from './rest-api-import';
export { ApiKeySource } from './rest-api-options';
export type { RestApiAccessOptions, RestApiContentOptions, RestApiEndpointOptions, RestApiProps } from './rest-api-options';
export type { RouteOptions } from './route';
export { AccessLog } from './stages/access-log';
export type { AccessLogOptions, NewLogGroupAccessLogOptions } from './stages/access-log';
export { RestStage } from './stages/rest-stage';
export type { RestStageProps } from './stages/rest-stage';
export { ExecutionLogLevel } from './stages/stage-options';
export type { StageObservabilityOptions, StageOptions } from './stages/stage-options';
