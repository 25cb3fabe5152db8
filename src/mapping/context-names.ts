/** What the context of a REST API's call has, as far as it has a name of its own. */
const NAMES: ReadonlySet<string> = new Set([
  'accountId', 'apiId', 'awsEndpointRequestId', 'deploymentId', 'domainName', 'domainPrefix',
  'error.message', 'error.messageString', 'error.responseType', 'error.validationErrorString',
  'extendedRequestId', 'httpMethod',
  'identity.accessKey', 'identity.accountId', 'identity.apiKey', 'identity.apiKeyId', 'identity.caller',
  'identity.clientCert.clientCertPem', 'identity.clientCert.issuerDN', 'identity.clientCert.serialNumber', 'identity.clientCert.subjectDN',
  'identity.clientCert.validity.notAfter', 'identity.clientCert.validity.notBefore',
  'identity.cognitoAuthenticationProvider', 'identity.cognitoAuthenticationType', 'identity.cognitoIdentityId', 'identity.cognitoIdentityPoolId',
  'identity.principalOrgId', 'identity.sourceIp', 'identity.user', 'identity.userAgent', 'identity.userArn', 'identity.vpcId', 'identity.vpceId',
  'isCanaryRequest', 'path', 'protocol', 'requestId', 'requestTime', 'requestTimeEpoch', 'resourceId', 'resourcePath', 'responseOverride.status',
  'stage', 'wafResponseCode', 'webaclArn',
]);

/** What callers and templates put names into. */
const OPEN = ['authorizer.', 'requestOverride.header.', 'requestOverride.path', 'requestOverride.querystring.', 'responseOverride.header.'];

/** What other names are below. */
const PARENTS: ReadonlySet<string> = new Set([...NAMES, ...OPEN].flatMap((name) => name.split('.').slice(0, -1).map((_, at, all) => all.slice(0, at + 1).join('.'))));

/** Whether mappings and templates of a REST API find something under a name below `context`. */
export function isContextName(name: string): boolean {
  return NAMES.has(name) || PARENTS.has(name) || OPEN.some((prefix) => name.startsWith(prefix));
}
