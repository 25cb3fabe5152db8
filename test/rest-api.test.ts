import { documentOf, synthesize } from './support/synthesize';
import { testApi, testFunction, testStack } from './support/apps';
import { Integration } from '../src';

test('a route is an operation of the document', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack)));
  api.addStage('dev');
  expect(Object.keys(documentOf(synthesize(stack)).paths)).toEqual(['/orders']);
});
