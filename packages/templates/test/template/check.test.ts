import { checkTemplate } from '../../src/check';

function problemsOf(template: string, options = {}): ReadonlyArray<readonly [number, number, string, string]> {
  return checkTemplate(template, options).problems.map(({ line, column, found, message }) => [line, column, found, message]);
}

describe('checkTemplate', () => {
  test('finds nothing wrong with a good template', () => {
    const template = "#set($root = $input.path('$'))\n{\"id\": \"$input.params('id')\", \"body\": $input.json('$'), \"raw\": \"$util.escapeJavaScript($input.body)\"}";
    expect(checkTemplate(template)).toEqual({ problems: [], stageVariables: [], contextNames: [] });
  });

  test('gives line, column, what was found and what is allowed', () => {
    expect(checkTemplate('{\n  "a": #if($x) 1\n}').problems).toEqual([{
      line: 3,
      column: 2,
      found: 'end of template',
      allowed: ['#elseif', '#else', '#end'],
      message: 'unexpected end of template, expected #elseif or #else or #end at line 3, column 2',
    }]);
  });

  test.each([
    ['Hello $', 1, 8, 'end of template'],
    ['a\nb #', 2, 4, 'end of template'],
    ['#set($x = )', 1, 11, '")"'],
    ['#set($x 1)', 1, 9, '"1"'],
    ['\n#foreach($x in [1, 2)#end', 2, 21, '")"'],
    ['#end', 1, 1, '"#end"'],
    ['#if(true)\n#else\n#else\n#end', 3, 1, '"#else\\n"'],
    ['$x.y(1', 1, 7, 'end of template'],
    ['#set($x = 1 ; 2)', 1, 13, '";"'],
    ['#macro("m")x#end', 1, 1, '"#macro"'],
    ['#macro()x#end', 1, 1, '"#macro"'],
    ['#define($a $b)x#end', 1, 1, '"#define"'],
    ['#set($x = "#if(true)")', 1, 11, '"\\"#if(true)\\""'],
    ['#include("x")', 1, 1, '"#include"'],
    ['#set($x = "\\u12")', 1, 11, '"\\"\\\\u12\\""'],
  ])('%j does not compile', (template, line, column, found) => {
    expect(checkTemplate(template).problems).toEqual([expect.objectContaining({ line, column, found })]);
  });

  test('names the members of $util and $input that there are', () => {
    const { problems } = checkTemplate('$util.toJson($x)\n  $input.foo $input.parms("x") $util.name');
    expect(problems.map(({ line, column, found, message }) => [line, column, found, message])).toEqual([
      [1, 1, '$util.toJson(…)', '$util has no function toJson'],
      [2, 3, '$input.foo', '$input has no property foo'],
      [2, 14, '$input.parms(…)', '$input has no function parms'],
      [2, 32, '$util.name', '$util has no property name'],
    ]);
    expect(problems[0].allowed).toEqual([
      '$util.base64Decode(String)', '$util.base64Encode(String)', '$util.escapeJavaScript(String)', '$util.parseJson(String)',
      '$util.urlDecode(String)', '$util.urlEncode(String)',
    ]);
    expect(problems[1].allowed).toEqual(['$input.body', '$input.json(String)', '$input.path(String)', '$input.params()', '$input.params(String)']);
  });

  test('counts arguments', () => {
    expect(checkTemplate('$input.json()').problems).toEqual([expect.objectContaining({
      found: '$input.json()', allowed: ['$input.json(String)'], message: '$input.json does not take 0 arguments',
    })]);
  });

  test('looks into strings, conditions, macros and arguments', () => {
    const template = '#set($x = "$util.a()")#if($util.b() == 1)#end#macro(m $p)$util.c()#end#m($util.d())$x.y($util.e())[$util.f()]#define($d)$util.g()#end';
    expect(problemsOf(template).map(([, , found]) => found)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `$util.${name}()`));
  });

  test('knows that WebSocket APIs have no $input.params', () => {
    expect(problemsOf("$input.params('x')")).toEqual([]);
    expect(problemsOf("$input.params('x')", { api: 'websocket' })).toEqual([[1, 1, '$input.params(…)', '$input has no function params']]);
  });

  test('compiles the JSONPaths', () => {
    expect(problemsOf("$input.json('$.a[?(@.b')")).toEqual([[1, 1, '$.a[?(@.b', expect.any(String)]]);
    expect(problemsOf('$input.path("$.a[?(@.b == 1)]")')).toEqual([]);
    expect(problemsOf('$input.path($p)')).toEqual([]);
  });

  test('compiles the regular expressions', () => {
    expect(problemsOf("$x.replaceAll('(', '')")).toEqual([[1, 1, '(', expect.stringContaining('Unclosed group')]]);
    expect(problemsOf("$x.matches('\\p{InGreek}')")).toEqual([[1, 1, '\\p{InGreek}', expect.stringContaining('not supported')]]);
    expect(problemsOf("$x.split('\\s*,\\s*')")).toEqual([]);
  });

  test('counts the elements of loops that are spelled out', () => {
    expect(problemsOf('#foreach($i in [1..1000])#end')).toEqual([]);
    expect(problemsOf('\n#foreach($i in [1..1001])#end')).toEqual([[2, 1, '1001 elements', 'a #foreach goes through 1000 elements at most']]);
  });

  test('knows the greatest size', () => {
    expect(problemsOf('x'.repeat(307200))).toEqual([]);
    expect(problemsOf('x'.repeat(307201))).toEqual([[1, 1, '307201 characters', 'a template has 307200 characters at most']]);
  });

  test('collects stage variables in every notation', () => {
    const template = "$stageVariables.a ${stageVariables.b} $stageVariables['c'] ${stageVariables[\"d\"]} $stageVariables.get('e') $stageVariables.a $stageVariables.get($f) \"$!stageVariables.g.length()\"";
    expect(checkTemplate(template).stageVariables).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
  });

  test('collects the names used below $context', () => {
    const template = "$context.requestId ${context.identity.sourceIp} $context.authorizer.claims['cognito:groups'] #set($context.responseOverride.status = 400) $context.path.length() $context.error.get('message')";
    expect(checkTemplate(template).contextNames).toEqual([
      'requestId', 'identity.sourceIp', 'authorizer.claims.cognito:groups', 'responseOverride.status', 'path', 'error.message',
    ]);
  });

  test('tells what it saw before a syntax error', () => {
    expect(checkTemplate('$stageVariables.a $util.x() #set($b = )')).toEqual({
      problems: [expect.objectContaining({ found: '")"' })],
      stageVariables: [],
      contextNames: [],
    });
  });
});
