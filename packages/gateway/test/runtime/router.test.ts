import { Router } from '../../src/runtime/addresses/router';

test('a thousand variables do not make a search long', () => {
  const router = new Router<number>();
  const path = (variable: (at: number) => boolean) => Array.from({ length: 20 }, (_, at) => variable(at) ? `/{v${at}}` : '/a').join('');
  for (let one = 0; one < 20; one++) router.add('GET', path((at) => at === one), one);
  router.add('GET', '/{all+}', -1);
  expect(router.find('GET', `${'/a'.repeat(19)}/b`)?.value).toBe(19);
  expect(router.find('GET', '/a'.repeat(20))?.value).toBe(19);
  expect(router.find('GET', '/b'.repeat(20))?.value).toBe(-1);
});

test.each(['__proto__', 'constructor', 'toString'])('%s is a segment like any other', (name) => {
  const router = new Router<string>();
  router.add('GET', '/{id}', 'found');
  expect(router.find('GET', `/${name}/${name}`)).toBeUndefined();
  expect(router.find('GET', `/${name}`)?.pathParameters.id).toBe(name);
});
