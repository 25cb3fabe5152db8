import { define, GUIDE, quote } from '../private/problem-definition';

const CORS = `${GUIDE}how-to-cors.html`;

/** The problems of cross-origin resource sharing. `where` is the API, or a route. */
export const CORS_PROBLEMS = {
  CorsOrigin: define('An origin is a scheme, a host and a port, as browsers send it.', CORS,
    (where: string, origin: string, why: string) => ({
      what: `${where} allows the origin ${quote(origin)}: ${why}`,
      remedy: 'write it like "https://shop.example", "http://localhost:3000", "https://*.shop.example", "${stageVariables.webOrigin}" or "*"',
    })),
  CorsCredentials: define('Where credentials are allowed, browsers take * for the name of an origin, a method or a header.', CORS,
    (where: string, member: string) => ({
      what: `${where} allows credentials, and "*" as ${member}, which browsers refuse together`,
      remedy: 'name what is allowed, or leave allowCredentials out',
    })),
  CorsMethod: define('A method of a preflight answer is an HTTP method in capitals, or *.', CORS,
    (where: string, method: string) => ({ what: `${where} allows the method ${quote(method)}`, remedy: 'use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or "*"' })),
  CorsPerPath: define('All routes of a path answer one preflight request.', CORS,
    (path: string, routeKey: string, otherRouteKey: string) => ({
      what: `routes ${quote(otherRouteKey)} and ${quote(routeKey)} have different cors, and one preflight request is for all routes of ${quote(path)}`,
      remedy: 'use the same for both, or an empty list of origins for one',
    })),
  CorsOriginUnknown: define('Which of several origins a request is from can be told in a mapping template only.', CORS,
    (routeKey: string, answer: string) => ({
      what: `the answer ${quote(answer)} of route ${quote(routeKey)} is passed on without a mapping template, so it has no CORS headers: several origins are allowed`,
      remedy: 'give it a template, allow one origin (one per stage with "${stageVariables.webOrigin}"), or set the header by hand',
    })),
  CorsErrorsUnreadable: define('The answers that API Gateway gives by itself cannot tell origins apart.', CORS,
    () => ({
      what: 'credentials are allowed to several origins, so errors of API Gateway itself have no CORS headers, and pages see them as network errors',
      remedy: 'allow one origin, e.g. one per stage with "${stageVariables.webOrigin}"; or leave allowCredentials out',
    })),
};
