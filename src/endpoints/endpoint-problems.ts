import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

const POLICIES = `${GUIDE}apigateway-resource-policies.html`;
const PRIVATE = `${GUIDE}apigateway-private-apis.html`;

/** The problems of endpoints, and of who may reach them. */
export const ENDPOINT_PROBLEMS = {
  AccessModeWithoutTlsPolicy: define('An endpoint access mode comes with one of the newer TLS policies.', `${GUIDE}apigateway-security-policies.html`,
    (mode: string, policy: string | undefined) => ({
      what: `the endpoint has the access mode ${quote(mode)} and ${policy === undefined ? 'no tlsPolicy' : `the tlsPolicy ${quote(policy)}`}`,
      remedy: 'set a tlsPolicy that begins with TLS12_ or TLS13_, or leave endpointAccessMode out',
    })),
  NoEndpointLeft: define('An API without its default endpoint is called at a custom domain.', `${GUIDE}rest-api-disable-default-endpoint.html`,
    () => ({
      what: 'the default endpoint is disabled, and no custom domain of this app is mapped to the API',
      remedy: 'map a domain name to one of its stages; if another app does, acknowledge this',
    })),
  PrivateWithoutPath: define('A private API says through which VPC endpoints it is called.', PRIVATE,
    () => ({
      what: 'the API is private, and nothing says from where it may be called: it would refuse every request',
      remedy: 'set vpcEndpoints or vpc of ApiEndpoint.privateLink(), or add AccessRule.allowVpcs() or allowVpcEndpoints() to access',
    })),
  VpcCidrUnknown: define('Security groups that are made let the addresses of the VPC through.', PRIVATE,
    (vpc: string, orElse: string) => ({
      what: `the imported VPC ${quote(vpc)} does not say which addresses it has`,
      remedy: `set vpcCidrBlock of Vpc.fromVpcAttributes(), or ${orElse}`,
    })),
  EmptyAccessRule: define('An access rule names whom it is about.', POLICIES,
    (rule: string) => ({ what: `AccessRule.${rule}() has an empty list`, remedy: 'leave the rule out, or name somebody' })),
  AccessAccount: define('An account id has 12 digits.', POLICIES,
    (account: string) => ({ what: `${quote(account)} is not an account id`, remedy: 'use 12 digits, in quotes' })),
  AccessAccountList: define('The accounts of a rule are named one by one.', POLICIES,
    () => ({ what: 'AccessRule.allowAccounts() has a list that is known at deployment only', remedy: 'name them one by one, e.g. with Fn.select(0, list)' })),
  AccessIpRange: define('A range of addresses is in CIDR notation.', `${GUIDE}apigateway-resource-policies-examples.html`,
    (rule: string, range: string) => ({
      what: `AccessRule.${rule}() has ${quote(range)}, which is no range of addresses`,
      remedy: 'write it like "192.0.2.0/24", "2001:db8::/32" or "192.0.2.1"',
    })),
  AccessVpcOnPublicApi: define('Only calls to a private API are from a VPC.', `${GUIDE}apigateway-resource-policies-aws-condition-keys.html`,
    (rule: string) => ({
      what: `AccessRule.${rule}() is for private APIs, and the endpoint of this API is public: every request would be refused`,
      remedy: 'use ApiEndpoint.privateLink(), or AccessRule.allowIpRanges() with the addresses of NAT gateways',
    })),
  AccessPrincipal: define('A resource policy that names principals is for routes whose callers sign their requests.', `${GUIDE}apigateway-authorization-flow.html`,
    (routeKeys: readonly string[]) => ({
      what: `the access rules name principals, and ${routeKeys.slice(0, 5).map(quote).join(', ')}${routeKeys.length > 5 ? ` and ${routeKeys.length - 5} more` : ''} `
        + `do${routeKeys.length === 1 ? 'es' : ''} not know who calls: every request would be refused`,
      remedy: 'guard every route with Authorizer.iam(), or move the others to an API of their own',
    })),
  AccessPolicySize: define('A resource policy has 8192 characters unless the quota is raised.', LIMITS,
    (size: number) => ({
      what: `the resource policy has ${size} characters, and the default quota is 8192`,
      remedy: 'merge ranges of addresses, or ask for a higher quota',
    })),
};
