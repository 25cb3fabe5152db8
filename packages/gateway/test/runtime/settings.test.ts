import type { Method } from '../../src/model/definition';
import type { MethodSetting } from '../../src/model/rest-api';
import { settingsOf } from '../../src/runtime/settings';

const method = { path: '/orders', httpMethod: 'GET' } as Method;
const all = { resourcePath: '/*', httpMethod: '*' };
const path = { resourcePath: '/orders', httpMethod: '*' };
const one = { resourcePath: '/orders', httpMethod: 'GET' };

test.each<[what: string, settings: readonly MethodSetting[], merged: object]>([
  ['none', [], {}],
  ['those for all', [{ ...all, cachingEnabled: true }], { cachingEnabled: true }],
  ['those of another path', [{ resourcePath: '/other', httpMethod: '*', cachingEnabled: true }], {}],
  ['those of another method', [{ resourcePath: '/orders', httpMethod: 'POST', cachingEnabled: true }], {}],
  ['the nearest say', [{ ...one, cacheTtlInSeconds: 1 }, { ...path, cacheTtlInSeconds: 2 }, { ...all, cacheTtlInSeconds: 3 }], { cacheTtlInSeconds: 1 }],
  ['wider ones say the rest', [{ ...one, cacheTtlInSeconds: 1 }, { ...all, cachingEnabled: true }], { cacheTtlInSeconds: 1, cachingEnabled: true }],
])('%s', (_, settings, merged) => {
  expect(settingsOf(method, settings)).toEqual(merged);
});
