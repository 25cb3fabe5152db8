import { checkTemplate } from '../../../bundled/templates';
import type { IntegrationObject } from '../../../src/document/extensions/integration';
import { testStack } from '../../support/apps';
import { golden } from '../../support/golden';
import { SERVICE_ROUTES, servicesApi } from '../../support/services';
import { documentOf, resourcesOf, synthesize, warningsOf } from '../../support/synthesize';

describe.each(Object.keys(SERVICE_ROUTES))('%s', (name) => {
  const stack = testStack();
  servicesApi(stack, name);
  const template = synthesize(stack);
  const { paths } = documentOf(template);

  test('is this in the document', () => {
    expect(paths).toEqual(golden(`services/${name}.paths`, paths));
  });

  test('may do this, and nothing else', () => {
    const roles = Object.fromEntries(Object.entries(resourcesOf(template, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('ApiIntegrationroles')));
    expect(roles).toEqual(golden(`services/${name}.roles`, roles));
  });

  test('gives nothing to warn of', () => {
    expect(warningsOf(stack)).toEqual([]);
  });

  test('has templates that the compiler of the gateway takes', () => {
    const integrations = Object.values(paths).flatMap((item) => Object.values(item).map((operation) => operation['x-amazon-apigateway-integration']));
    const problems = integrations.flatMap(templatesOf).flatMap((text) => checkTemplate(text).problems);
    expect(problems).toEqual([]);
  });
});

function templatesOf({ requestTemplates = {}, responses = {} }: IntegrationObject): string[] {
  const all = [requestTemplates, ...Object.values(responses).map(({ responseTemplates = {} }) => responseTemplates)];
  return all.flatMap((templates) => Object.values(templates)).map(textOf);
}

/** A template's text, with something in the place of each reference. */
function textOf(template: any): string {
  if (template['Fn::Join']) return template['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x')).join('');
  return (template['Fn::Sub'] ?? template).replace(/\$\{(?!!)[\w:.]+\}/g, 'x').replaceAll('${!', '${');
}
