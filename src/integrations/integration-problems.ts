import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

/** The problems of integrations. */
export const INTEGRATION_PROBLEMS = {
  IntegrationTimeout: define('A REST integration times out after 50 ms to 29 s; more takes a raised quota, which edge-optimized APIs cannot have.', LIMITS,
    (routeKey: string, milliseconds: number, why: string) => ({
      what: `route ${quote(routeKey)} has an integration timeout of ${milliseconds} ms, ${why}`,
      remedy: 'choose 50 ms to 29 s, or a Regional endpoint and a raised quota for more',
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
    (routeKey: string, statusCode: number) => ({
      what: `route ${quote(routeKey)} answers with status code ${statusCode}`,
      remedy: 'use a whole number from 100 to 599',
    })),
};
