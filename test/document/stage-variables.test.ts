import { stageVariablesIn } from '../../src/document/stage-variables';

test.each<[string, unknown, string[]]>([
  ['a URI', { uri: 'https://${stageVariables.host}/${stageVariables.path}' }, ['host', 'path']],
  ['a mapping', { requestParameters: { 'integration.request.header.X': 'stageVariables.tenant' } }, ['tenant']],
  ['a template', { requestTemplates: { 'application/json': '$stageVariables.a $stageVariables["b"] ${stageVariables[\'c\']} $stageVariables.get("d") $!{stageVariables.e}' } },
    ['a', 'b', 'c', 'd', 'e']],
  ['a list', ['${stageVariables.a}', ['${stageVariables.a}']], ['a']],
  ['nothing', { uri: 'https://example.com', timeoutInMillis: 50, nothing: null, absent: undefined }, []],
])('the variables in %s', (_, value, want) => {
  expect([...stageVariablesIn(value)]).toEqual(want);
});
