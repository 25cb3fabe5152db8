import { compileSubstitution } from '../../src/substitution';

const input = {
  context: { 'error': { messageString: '"Forbidden"', message: 'Forbidden' }, 'requestId': 'r-1', 'identity': { sourceIp: '1.2.3.4' }, 'status': 403, 'x-y': 'd' },
  stageVariables: { name: 'prod' },
};

describe('compileSubstitution', () => {
  test.each([
    ['{"message":$context.error.messageString}', '{"message":"Forbidden"}'],
    ['$context.requestId $context.identity.sourceIp "$context.status"', 'r-1 1.2.3.4 "403"'],
    ['$stageVariables.name.', 'prod.'],
    ['$context.requestId.', 'r-1.'],
    ['$context.x-y', 'd'],
    ['$context.requestId.length()', '()'],
    ['[$context.missing][$context.error.missing][$stageVariables.none]', '[][][]'],
    ['$context $stageVariables $input.body $util.x ${context.requestId}', '$context $stageVariables $input.body $util.x ${context.requestId}'],
    ['#if(true)$context.requestId#end #set($x = 1)$x ## no comment', '#if(true)r-1#end #set($x = 1)$x ## no comment'],
    ['\\$context.requestId $$context.requestId', '\\r-1 $r-1'],
    ['$context.constructor $context.__proto__ $stageVariables.toString', '  '],
    ['', ''],
  ])('%j', (source, expected) => {
    expect(compileSubstitution(source).render(input)).toBe(expected);
  });

  test('fills in what access logs have for a missing value', () => {
    expect(compileSubstitution('$context.requestId $context.missing', { missing: '-' }).render(input)).toBe('r-1 -');
    expect(compileSubstitution('$context.a $stageVariables.b', { missing: '-' }).render()).toBe('- -');
  });

  test('names what it uses', () => {
    const { contextNames, stageVariables } = compileSubstitution('$context.a.b $context.c $context.a.b $stageVariables.v');
    expect({ contextNames, stageVariables }).toEqual({ contextNames: ['a.b', 'c'], stageVariables: ['v'] });
  });
});
