import { nearNames } from '../private/near-names';
import type { ProblemReport } from '../problems';

/** Quoted throughout: a variable without a value prints `-`, which bare would break the JSON. */
export const JSON_FORMAT = JSON.stringify(Object.fromEntries([
  'requestId', 'extendedRequestId', 'requestTime', 'requestTimeEpoch', 'accountId', 'apiId', 'stage', 'deploymentId', 'isCanaryRequest', 'domainName',
  'customDomain.basePathMatched', 'httpMethod', 'resourcePath', 'path', 'protocol', 'status', 'responseLength', 'responseLatency',
  'integration.status', 'integration.integrationStatus', 'integration.latency', 'integration.requestId', 'integration.error',
  'authenticate.status', 'authenticate.latency', 'authenticate.error', 'authorize.status', 'authorize.latency', 'authorize.error',
  'authorizer.principalId', 'authorizer.status', 'authorizer.latency', 'authorizer.requestId', 'authorizer.error',
  'identity.sourceIp', 'identity.userAgent', 'identity.userArn', 'identity.apiKeyId', 'identity.vpcId', 'identity.vpceId',
  'error.message', 'error.responseType', 'error.validationErrorString', 'waf.status', 'waf.latency', 'waf.error', 'wafResponseCode', 'xrayTraceId',
].map((variable) => [variable, `$context.${variable}`])));

/** What API Gateway fills in, and what it fills in of other names below: `authorizer` has what the authorizer says. */
const VARIABLES = [
  'accountId', 'apiId', 'awsEndpointRequestId', 'deploymentId', 'domainName', 'domainPrefix', 'endpointType', 'extendedRequestId', 'httpMethod',
  'integrationErrorMessage', 'integrationLatency', 'integrationStatus', 'isCanaryRequest', 'operationName', 'path', 'protocol', 'requestId',
  'requestTime', 'requestTimeEpoch', 'resourceId', 'resourcePath', 'responseLatency', 'responseLength', 'stage', 'status', 'tlsCipher', 'tlsVersion',
  'wafResponseCode', 'webaclArn', 'xrayTraceId',
  ...below('authenticate', ['error', 'latency', 'status']),
  ...below('authorize', ['error', 'latency', 'status']),
  ...below('authorizer', ['error', 'integrationLatency', 'integrationStatus', 'latency', 'principalId', 'requestId', 'status']),
  ...below('customDomain', ['basePathMatched', 'routingRuleIdMatched']),
  ...below('error', ['message', 'messageString', 'responseType', 'validationErrorString']),
  ...below('identity', [
    'accountId', 'apiKey', 'apiKeyId', 'caller', 'cognitoAuthenticationProvider', 'cognitoAuthenticationType', 'cognitoIdentityId', 'cognitoIdentityPoolId',
    'principalOrgId', 'sourceIp', 'user', 'userAgent', 'userArn', 'vpcId', 'vpceId',
  ]),
  ...below('integration', [
    'error', 'integrationStatus', 'latency', 'requestId', 'responseTransferMode', 'status', 'timeToAllHeaders', 'timeToFirstContent',
  ]),
  ...below('waf', ['error', 'latency', 'status']),
];
const OPEN = /^(authorizer|identity\.clientCert|requestOverride|responseOverride)\../;

/** Checks what a stage writes of each call. */
export function checkFormat(format: string, stageName: string, problems: ProblemReport): void {
  const refuse = (why: string) => problems.add('AccessLogFormat', stageName, format, why);
  if (/[\r\n]/.test(format.trimEnd())) {
    refuse('it has more than one line');
  }
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format)) {
    refuse('neither $context.requestId nor $context.extendedRequestId is in it');
  }
  const foreign = /\$(?!context\.)\w[\w.]*/.exec(format);
  if (foreign) {
    refuse(`${foreign[0]} is no $context variable`);
  }
  if (Buffer.byteLength(format) > 3072) {
    refuse(`it has ${Buffer.byteLength(format)} bytes`);
  }
  for (const [variable, name] of format.matchAll(/\$context\.(\w+(?:\.[\w-]+)*)/g)) {
    if (!VARIABLES.includes(name) && !OPEN.test(name)) problems.warn('AccessLogVariable', stageName, variable, nearNames(name, VARIABLES));
  }
}

function below(name: string, properties: readonly string[]): string[] {
  return properties.map((property) => `${name}.${property}`);
}
