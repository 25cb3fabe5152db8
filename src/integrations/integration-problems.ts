import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

/** The problems of integrations. */
export const INTEGRATION_PROBLEMS = {
  IntegrationTimeout: define('A REST integration times out after 50 ms to 29 s; more takes a raised quota, which edge-optimized APIs cannot have.', LIMITS,
    (routeKey: string, milliseconds: number, why: string) => ({
      what: `route ${quote(routeKey)} has an integration timeout of ${milliseconds} ms, ${why}`,
      remedy: 'choose 50 ms to 29 s, or a Regional endpoint and a raised quota for more',
    })),
  StreamingTimeout: define('A stream ends after 15 minutes at most.', `${GUIDE}response-transfer-mode.html`,
    (routeKey: string, milliseconds: number) => ({
      what: `route ${quote(routeKey)} streams its answer with an integration timeout of ${milliseconds} ms`,
      remedy: 'choose 50 ms to 15 minutes',
    })),
  RaisedTimeoutQuota: define('A timeout over 29 s needs a raised account quota.', LIMITS,
    (routeKey: string, milliseconds: number) => ({
      what: `route ${quote(routeKey)} has an integration timeout of ${milliseconds} ms, which an account may use only after its quota L-E5AE38E3 was raised`,
      remedy: 'raise the quota before this is deployed, or choose 29 s or less',
    })),
  HttpUrl: define('A backend URL begins with a literal http:// or https:// and names a host.', `${GUIDE}setup-http-integrations.html`,
    (routeKey: string, url: string, why: string) => ({ what: `route ${quote(routeKey)} has the backend URL ${quote(url)}: ${why}`, remedy: 'write it like "https://backend.example/path"' })),
  HttpUrlVariable: define('A variable in a backend URL is a variable of the route.', `${GUIDE}api-gateway-set-up-simple-proxy.html`,
    (routeKey: string, url: string, variable: string) => ({
      what: `the backend URL ${quote(url)} uses {${variable}}, which is not in the path of route ${quote(routeKey)}`,
      remedy: `add "{${variable}}" to the route's path, or take it out of the URL`,
    })),
  HttpMethod: define('A backend is called with one of the methods that routes have.', `${GUIDE}setup-http-integrations.html`,
    (routeKey: string, method: string) => ({
      what: `route ${quote(routeKey)} calls its backend with the method ${quote(method)}`,
      remedy: 'use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or ANY',
    })),
  StatusCode: define('A status code is three digits, 100 to 599.', `${GUIDE}how-to-mock-integration.html`,
    (routeKey: string, statusCode: string) => ({
      what: `route ${quote(routeKey)} answers with status code ${statusCode}`,
      remedy: 'use a whole number from 100 to 599',
    })),
  SelectionPattern: define('A selection pattern is a regular expression of Java.', `${GUIDE}handle-errors-in-lambda-integration.html`,
    (routeKey: string, pattern: string, why: string) => ({
      what: `a response of route ${quote(routeKey)} has the selection pattern ${quote(pattern)}: ${why}`,
      remedy: 'write a pattern that matches the whole status code or error message, e.g. "4\\d{2}" or ".*NotFound.*"',
    })),
  SelectionPatternTwice: define('Each selection pattern stands at one response, and one response has none.', `${GUIDE}api-gateway-integration-settings-integration-response.html`,
    (routeKey: string, pattern: string | undefined) => ({
      what: `two responses of route ${quote(routeKey)} have ${pattern === undefined ? 'no selection pattern' : `the selection pattern ${quote(pattern)}`}`,
      remedy: 'give each response a pattern of its own, and leave it out at one of them',
    })),
  ResponseStatusTwice: define('API Gateway keeps one response of an integration for each status code.', 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
    (routeKey: string, statusCode: string) => ({
      what: `two responses of route ${quote(routeKey)} have the status code ${statusCode}, and API Gateway keeps one of them`,
      remedy: 'join their patterns with "|", or let the template of one set another status: #set($context.responseOverride.status = 503)',
    })),
  NoDefaultResponse: define('One response of an integration is for the answers that no selection pattern matches.', `${GUIDE}api-gateway-integration-settings-integration-response.html`,
    (routeKey: string) => ({
      what: `the integration of route ${quote(routeKey)} has selection patterns only: API Gateway answers 500 where none of them matches`,
      remedy: 'add a response without a selection pattern',
    })),
  AwsUri: define('The URI of an AWS integration names a service and a path or an action.', `${GUIDE}api-gateway-swagger-extensions-integration.html`,
    (routeKey: string, uri: string) => ({
      what: `route ${quote(routeKey)} has the integration URI ${quote(uri)}`,
      remedy: 'write it like "arn:aws:apigateway:eu-west-1:sqs:path/…" or "arn:aws:apigateway:eu-west-1:sns:action/Publish"',
    })),
  StreamingIntegration: define('Only proxy integrations stream, without templates and caches.', `${GUIDE}response-transfer-mode.html`,
    (routeKey: string, why: string) => ({
      what: `route ${quote(routeKey)} streams its answer, and ${why}`,
      remedy: 'stream the answer of a Lambda or HTTP proxy integration as it is, or turn streaming off',
    })),
  StreamingAtEdge: define('An edge-optimized API ends a stream that pauses for 30 seconds.', `${GUIDE}response-transfer-mode.html`,
    (routeKey: string) => ({
      what: `route ${quote(routeKey)} streams its answer at an edge-optimized endpoint, which ends a stream that pauses for 30 seconds`,
      remedy: 'use ApiEndpoint.regional(), where a stream may pause for 5 minutes',
    })),
  VpcLinkTargets: define('A VPC link of version 1 leads to one Network Load Balancer.', `${GUIDE}vpc-links-v1.html`,
    (path: string, count: number) => ({
      what: `the VPC link ${quote(path)} has ${count} load balancers`,
      remedy: 'make a VPC link for each Network Load Balancer, or use an ApiVpcLink, which leads to any number of them',
    })),
  VpcLinkSubnets: define('A VPC link has 10 subnets at most unless the quota is raised.', LIMITS,
    (path: string, count: number) => ({
      what: `the VPC link ${quote(path)} has ${count} subnets, and the default quota is 10`,
      remedy: 'choose one subnet for each availability zone',
    })),
  VpcLinkPort: define('A VPC link is let through to the port that the URL names.', `${GUIDE}private-integration.html`,
    (routeKey: string, url: string, path: string) => ({
      what: `the port of the URL ${quote(url)} of route ${quote(routeKey)} is known at deployment only, so that the security groups of the VPC link ${quote(path)} stay closed`,
      remedy: 'write the port into the URL, or open it with the connections of the link',
    })),
};
