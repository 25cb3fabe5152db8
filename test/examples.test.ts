import { testApp } from './support/apps';
import { golden } from './support/golden';
import { documentOf, synthesize, warningsOf } from './support/synthesize';
import { QuotesStack } from '../examples/legacy-soap/quotes-stack';

test('the document of a JSON API in front of SOAP', () => {
  const stack = new QuotesStack(testApp(), 'Quotes');
  const document = documentOf(synthesize(stack));
  expect(document).toEqual(golden('legacy-soap.openapi', document));
  expect(warningsOf(stack)).toEqual([]);
});
