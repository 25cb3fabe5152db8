import { Duration, Lazy } from 'aws-cdk-lib';
import { ApiEndpoint, Integration } from '../../src';
import { findingsOf, integrationOf } from '../support/api-tests';

test('a backend is called with the method of the route', () => {
  expect(integrationOf('POST /a', Integration.httpProxy('https://backend.example/a'))).toEqual({
    type: 'http_proxy',
    httpMethod: 'POST',
    uri: 'https://backend.example/a',
  });
});

test('the URL takes the path variables of its route', () => {
  const integration = Integration.httpProxy('https://${stageVariables.host}/{tenant}/{proxy}?t={tenant}', {
    httpMethod: 'GET',
    timeout: Duration.seconds(5),
  });
  expect(integrationOf('ANY /{tenant}/{proxy+}', integration, { variables: { host: 'backend.example' } })).toEqual({
    type: 'http_proxy',
    httpMethod: 'GET',
    uri: 'https://${stageVariables.host}/{tenant}/{proxy}?t={tenant}',
    timeoutInMillis: 5000,
    requestParameters: {
      'integration.request.path.tenant': 'method.request.path.tenant',
      'integration.request.path.proxy': 'method.request.path.proxy',
    },
  });
});

describe('a backend that API Gateway refuses', () => {
  const url = 'Remedy: write it like "https://backend.example/path".';
  test.each([
    ['ftp://x', `HttpUrl: route "GET /a" has the backend URL "ftp://x": it has to begin with a literal "http://" or "https://" and a host. ${url}`],
    ['backend.example', `HttpUrl: route "GET /a" has the backend URL "backend.example": it has to begin with a literal "http://" or "https://" and a host. ${url}`],
    ['${stageVariables.scheme}://x', `HttpUrl: route "GET /a" has the backend URL "\${stageVariables.scheme}://x": it has to begin with a literal "http://" or "https://" and a host. ${url}`],
    ['http://x:25/', `HttpUrl: route "GET /a" has the backend URL "http://x:25/": API Gateway calls the ports 80, 443 and 1024 to 65535, not 25. ${url}`],
    ['http://x:70000/', `HttpUrl: route "GET /a" has the backend URL "http://x:70000/": API Gateway calls the ports 80, 443 and 1024 to 65535, not 70000. ${url}`],
    ['http://x/a b', `HttpUrl: route "GET /a" has the backend URL "http://x/a b": it has a space in it. ${url}`],
    ['http://x/{id}', 'HttpUrlVariable: the backend URL "http://x/{id}" uses {id}, which is not in the path of route "GET /a". Remedy: add "{id}" to the route\'s path, or take it out of the URL.'],
  ])('%s', (backend, want) => {
    expect(findingsOf('GET /a', Integration.httpProxy(backend), { stage: { variables: { scheme: 'http' } } })).toEqual([`[Shop/Orders] ${want}`]);
  });

  test('a scheme before a host that is known at deployment only', () => {
    const host = Lazy.string({ produce: () => 'backend.example' });
    expect(findingsOf('GET /a', Integration.httpProxy(`ftp://${host}/`))).toEqual([expect.stringContaining('HttpUrl: route "GET /a"')]);
    expect(findingsOf('GET /a', Integration.httpProxy(`https://${host}:8443/x`))).toEqual([]);
    expect(findingsOf('GET /a', Integration.httpProxy(`${host}/`))).toEqual([]);
  });

  test('a method that no route has', () => {
    expect(findingsOf('GET /a', Integration.httpProxy('http://x', { httpMethod: 'TRACE' }))).toEqual([
      '[Shop/Orders] HttpMethod: route "GET /a" calls its backend with the method "TRACE". Remedy: use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or ANY.',
    ]);
  });
});

describe('timeouts', () => {
  const remedy = 'Remedy: choose 50 ms to 29 s, or a Regional endpoint and a raised quota for more.';
  test.each([
    ['49 ms', Duration.millis(49), ApiEndpoint.regional(), [`[Shop/Orders] IntegrationTimeout: route "GET /a" has an integration timeout of 49 ms, less than 50 ms. ${remedy}`]],
    ['50 ms', Duration.millis(50), ApiEndpoint.regional(), []],
    ['29 s', Duration.seconds(29), ApiEndpoint.edge(), []],
    ['a fraction', Duration.millis(1000.5), ApiEndpoint.regional(), [`[Shop/Orders] IntegrationTimeout: route "GET /a" has an integration timeout of 1000.5 ms, which is no whole number. ${remedy}`]],
    ['30 s on an edge-optimized API', Duration.seconds(30), ApiEndpoint.edge(), [`[Shop/Orders] IntegrationTimeout: route "GET /a" has an integration timeout of 30000 ms, and an edge-optimized API allows 29 s at most. ${remedy}`]],
    ['30 s on a Regional API', Duration.seconds(30), ApiEndpoint.regional(), [
      '[Shop/Orders] route "GET /a" has an integration timeout of 30000 ms, which an account may use only after its quota L-E5AE38E3 was raised. Remedy: raise the quota before this is deployed, or choose 29 s or less. [ack: stagecraft:RaisedTimeoutQuota]',
    ]],
  ])('%s', (_, timeout, endpoint, want) => {
    expect(findingsOf('GET /a', Integration.httpProxy('http://x', { timeout }), { api: { endpoint } })).toEqual(want);
  });
});
