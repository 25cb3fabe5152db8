import { BoundName, TemplateBoundError } from '../../src/errors';
import { compileTemplate, TemplateInput } from '../../src/template';

const input: TemplateInput = {
  body: '{"a": 1, "__proto__": {"polluted": "data"}, "constructor": "data"}',
  params: { path: { id: '1' }, header: {}, querystring: {} },
  context: { requestId: 'r', list: [1] },
  stageVariables: { v: 's' },
};

function render(template: string): string {
  return compileTemplate(template).render(input).text;
}

describe('a template reaches nothing but its context', () => {
  const targets = ['$context', '$context.requestId', '$context.list', '$stageVariables', '$input', '$util', '$input.params()', '$m', '$l', '$s', '$n', '$b', '$e', '$d', '$missing'];
  const escapes = [
    'constructor', 'prototype', 'constructor.constructor', 'get("constructor")', 'get("__proto__")', 'constructor("return 1")', 'class', 'class.classLoader',
    'getClass()', 'getClass().forName("java.lang.Runtime")', 'methods', 'hostName', 'paths', 'entries', 'items', 'kind', 'run', 'textBlock',
    'hasOwnProperty("a")', 'valueOf().constructor', 'propertyIsEnumerable("a")', 'isPrototypeOf(1)',
    'toLocaleString()', 'caller', 'callee', 'arguments', 'call()', 'apply()', 'bind()', 'then', 'global', 'process', 'require("fs")', 'definedIn', 'map', 'property("body")',
  ];
  const setUp = '#set($m = {"k": 1})#set($l = [1])#set($s = "s")#set($n = 1)#set($b = true)#foreach($x in $m.entrySet())#set($e = $x)#end#define($d)x#end';

  test.each(targets)('through %s', (target) => {
    for (const escape of escapes) {
      for (const reference of [`${target}.${escape}`, `$!{${target.slice(1)}.${escape}}`]) {
        expect([reference, render(`${setUp}${reference}`)]).toEqual([reference, '']);
      }
    }
  });

  test.each(targets)('through an index into %s', (target) => {
    for (const key of ['constructor', '__proto__', 'prototype', 'toString', 'entries', 'length']) {
      for (const reference of [`${target}["${key}"]`, `${target}['${key}']["constructor"]`, `${target}[$k]`]) {
        expect([reference, render(`${setUp}#set($k = "${key}")${reference}`)]).toEqual([reference, '']);
      }
    }
  });

  test('through variables that nobody set', () => {
    const names = ['this', 'global', 'globalThis', 'process', 'require', 'module', 'Object', 'Function', 'constructor', '__proto__', 'toString', 'eval', 'console'];
    expect(names.map((name) => render(`$${name}$${name}.constructor`)).join('')).toBe('');
  });

  test('names that mean something to JavaScript are data like any other', () => {
    expect(render("$input.path('$.constructor') $input.path('$').get('__proto__').polluted $input.path('$.__proto__.polluted')")).toBe('data data data');
    expect(render('#set($m = {"__proto__": {"x": 1}})$m $m["__proto__"].x #set($m.constructor = 2)$m.constructor')).toBe('{__proto__={x=1}} 12');
  });

  test('what a template stores pollutes no prototype', () => {
    const template = '#set($context["__proto__"]["polluted"] = 1)#set($context.requestOverride.header["__proto__"] = {"polluted": 1})'
      + '#set($l = [])#set($l["__proto__"] = 1)#set($l["length"] = 9)#set($context.constructor.prototype.polluted = 1)';
    const { context } = compileTemplate(template).render(input);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(context.requestOverride!.header)).toBeNull();
  });

  test("what a template changes is not the caller's", () => {
    const context = { nested: { a: 1 }, list: [1] };
    compileTemplate('#set($context.nested.a = 2)$context.list.add(2)#set($context.nested.b = 3)').render({ context });
    expect(context).toEqual({ nested: { a: 1 }, list: [1] });
  });

  test('one rendering leaves nothing behind for the next', () => {
    const template = compileTemplate("$!seen#set($seen = 'yes')#set($context.x = 1)$input.path('$').put('n', 1)$input.path('$').n");
    expect([template.render().text, template.render().text]).toEqual(['1', '1']);
  });

  test.each(['#include("/etc/passwd")', '#parse("other.vm")', '#{include}("x")'])('%s is refused', (template) => {
    expect(() => compileTemplate(template)).toThrow('is not available to a mapping template at line 1, column 1');
  });

  test('#evaluate stays text', () => {
    expect(render('#set($s = "$util")#evaluate("$s.class")')).toBe('#evaluate("$s.class")');
  });
});

describe('what a template uses up is bounded', () => {
  const doubled = (times: number, statement: string): string => statement.repeat(times);
  const chain = (start: string, link: (from: string, to: string) => string): string =>
    [...'abcdefghijklmnopqrstuvwxyz'].map((name, i, all) => link(name, all[i + 1] ?? start)).reverse().join('');

  const cases: ReadonlyArray<readonly [string, BoundName, string]> = [
    ['a long loop', 'loopIterations', '#foreach($i in [1..1001])x#end'],
    ['loops within loops', 'iterations', '#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end'],
    ['many statements in many iterations', 'work', `#foreach($i in [1..1000])#foreach($j in [1..900])${'#set($x=1)$x.y'.repeat(100)}#end#end`],
    ['a macro that calls itself', 'recursion', '#macro(r)#r()#end#r()'],
    ['a macro that calls itself many times over', 'work', `${chain('z', (from, to) => from > 'r' ? '' : `#macro(${from})#${to}()#${to}()#${to}()#end`)}#macro(s)#end#a()`],
    ['macros whose arguments multiply', 'work', `${chain('z', (from, to) => from > 'o' ? '' : `#macro(${from} $x)#${to}([$x,$x,$x,$x,$x,$x])#end`)}#macro(p $x)$x#end#a("")`],
    ['blocks that multiply', 'work', `${chain('end', (from, to) => `#define($${from})$${to}$${to}$${to}#end`)}$a`],
    ['a large output', 'output', '#set($s = "0123456789")#set($s = $s.repeat(10000))#foreach($i in [1..1000])$s#end'],
    ['a text that doubles', 'output', `#set($s = "x")${doubled(60, '#set($s = "$s$s")')}`],
    ['a sum of texts that doubles', 'output', `#set($s = "x")${doubled(60, '#set($s = $s + $s)')}`],
    ['texts that are thrown away', 'intermediateText', '#set($s = "0123456789")#set($s = $s.repeat(100000))#foreach($i in [1..1000])#set($t = $s.concat("x"))#end'],
    ['a repeated text', 'output', '#set($s = "abc")$s.repeat(2147483647)'],
    ['a wide format', 'output', '#set($s = "")$s.format("%2147483647d", 1)'],
    ['a precise format', 'output', '#set($s = "")$s.format("%.2147483647f", 1.5)'],
    ['a replacement that grows', 'output', '#set($s = "aaaaaaaaaa")#foreach($i in [1..20])#set($s = $s.replace("a", "aaaaaaaaaa"))#end'],
    ['a regular replacement that grows', 'output', '#set($s = "aaaaaaaaaa")#set($r = $s.repeat(10))#foreach($i in [1..20])#set($s = $s.replaceAll("a", $r))#end'],
    ['a large range', 'output', '#set($r = [1..2147483647])'],
    ['many ranges', 'intermediateText', '#set($l = [])#foreach($i in [1..1000])#set($ok = $l.add([1..1000000]))#end'],
    ['a list that doubles', 'output', `#set($l = [1,2,3])${doubled(60, '$l.addAll($l)')}`],
    ['lists that hold lists twice', 'output', `#set($l = ["x"])${doubled(60, '#set($l = [$l, $l])')}$l`],
    ['JSON that holds itself twice', 'output', `${doubled(60, "#set($ok = $input.path('$').put('b', [$input.path('$.b'), $input.path('$.b')]))")}$input.json('$')`],
    ['a list that holds a list that holds it', 'recursion', '#set($l = [])#set($m = [$l])#set($ok = $l.add($m))$l'],
    ['a map that holds a map that holds it', 'recursion', '#set($m = {})#set($n = {"m": $m})#set($m.n = $n)$m'],
    ['values nested deeply', 'recursion', `#set($l = [])${doubled(2000, '#set($l = [$l])')}$l`],
    ['equal values nested deeply', 'recursion', `#set($l = [])#set($k = [])${doubled(1, '#foreach($i in [1..1000])#foreach($j in [1..100])#set($l = [$l])#set($k = [$k])#end#end')}#if($l == $k)x#end`],
    ['a number that squares', 'digits', `#set($n = 99999999999999999999)${doubled(60, '#set($n = $n * $n)')}`],
    ['scans of a large text', 'work', '#set($s = "0123456789")#set($s = $s.repeat(500000))#foreach($i in [1..1000])#if($s.contains("zz"))#end#end'],
    ['nested quantifiers', 'regexSteps', '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")$s.matches("(a+)+$")'],
    ['overlapping choices', 'regexSteps', '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")$s.matches("(a|aa)+$")'],
    ['repeated wildcards', 'regexSteps', '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")$s.matches("(.*a){20}c")'],
    ['optional parts', 'regexSteps', `#set($s = "${'a'.repeat(40)}")$s.matches("${'(a?)'.repeat(40)}${'a'.repeat(40)}b")`],
    ['back references', 'regexSteps', `#set($s = "${'a'.repeat(200)}b")$s.replaceAll("(a*)(a*)(a*)(a*)\\1\\2\\3\\4c", "")`],
    ['many small expressions', 'regexSteps', '#set($s = "aaaaaaaaaa")#set($s = $s.repeat(10000))#foreach($i in [1..1000])#if($s.matches(".*b"))#end#end'],
    ['an expression nested deeply at run time', 'recursion', '#set($s = "ab")#set($s = $s.repeat(100000))$s.matches("(a|b)*")'],
  ];

  test.each(cases)('%s: %s', (_, bound, template) => {
    let failure: unknown;
    try {
      render(template);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(TemplateBoundError);
    expect((failure as TemplateBoundError).bound).toBe(bound);
    expect((failure as Error).message).toContain(`bound "${bound}"`);
  });

  test('a template that is too long', () => {
    expect(() => compileTemplate('x'.repeat(300 * 1024 + 1))).toThrow('bound "templateSize"');
  });

  test.each([
    ['parentheses', `#set($x = ${'('.repeat(100000)}1)`],
    ['lists', `#set($x = ${'['.repeat(100000)}`],
    ['conditions', '#if(true)'.repeat(10000)],
    ['negations', `#if(${'!'.repeat(100000)}true)x#end`],
    ['indices', `$x${'[$x'.repeat(50000)}`],
    ['arguments', `$x${'.y($x'.repeat(50000)}`],
  ])('%s nested without end do not compile', (_, template) => {
    expect(() => compileTemplate(template)).toThrow('nested too deeply');
  });

  test.each(['"', "'", '$', '#', '\\', '#[[', '#*', '((((', '${', '#set($x = "'])('a template of nothing but %s compiles or is refused quickly', (part) => {
    try {
      compileTemplate(part.repeat(Math.floor(100000 / part.length)));
    } catch (error) {
      expect((error as Error).name).toBe('TemplateSyntaxError');
    }
  });

  test('a bound can be set lower', () => {
    const template = compileTemplate('#foreach($i in [1..5])x#end', { limits: { loopIterations: 4 } });
    expect(() => template.render()).toThrow(new TemplateBoundError('loopIterations', 4, 'iterations of a #foreach'));
  });

  test('a template that stays within its bounds renders as often as one likes', () => {
    const template = compileTemplate('#foreach($i in [1..1000])x#end');
    const lengths = Array.from({ length: 1100 }, () => template.render().text.length);
    expect(new Set(lengths)).toEqual(new Set([1000]));
  });
});
