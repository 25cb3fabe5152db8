import { nearNames } from '../../src/private/near-names';

test.each<[wanted: string, names: string[], near: string[]]>([
  ['GET /oders', ['GET /orders', 'POST /orders', 'GET /customers/{customerId}'], ['GET /orders']],
  ['page', ['pages', 'Page', 'size'], ['Page', 'pages']],
  ['x', ['yes', 'no'], ['no']],
  ['status', [], []],
  ['abcdef', ['abcdee', 'abcded', 'abcdex', 'abcdey'], ['abcded', 'abcdee', 'abcdex']],
])('%s', (wanted, names, near) => {
  expect(nearNames(wanted, names)).toEqual(near);
});
