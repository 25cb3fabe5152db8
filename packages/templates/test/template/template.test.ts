import { InvalidBodyError, TemplateRenderError, TemplateSyntaxError } from '../../src/errors';
import { compileTemplate } from '../../src/template';

describe('compileTemplate', () => {
  test('renders as often as asked, each time from what it is given', () => {
    const template = compileTemplate('$input.json("$.n") $context.requestId $stageVariables.v $input.params("id")');
    const rendered = [1, 2].map((n) => template.render({
      body: `{"n":${n}}`, context: { requestId: `r${n}` }, stageVariables: { v: `v${n}` }, params: { path: { id: `i${n}` } },
    }).text);
    expect(rendered).toEqual(['1 r1 v1 i1', '2 r2 v2 i2']);
  });

  test('renders with nothing given', () => {
    expect(compileTemplate('[$input.body][$context.a][$stageVariables.b][$input.params("c")]').render()).toEqual({ text: '[{}][][][]', context: {} });
  });

  test('looks for a parameter in the path, then the query string, then the headers', () => {
    const template = compileTemplate('$input.params("x")');
    const places = [{ path: { x: 'p' }, querystring: { x: 'q' }, header: { x: 'h' } }, { querystring: { x: 'q' }, header: { x: 'h' } }, { header: { x: 'h' } }];
    expect(places.map((params) => template.render({ params }).text)).toEqual(['p', 'q', 'h']);
  });

  test('gives the overrides that the template set, and only those', () => {
    const template = compileTemplate('#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-A = "a")#set($context.requestOverride.path.id = $input.params("id"))');
    expect(template.render({ params: { path: { id: '7' } } }).context).toEqual({
      requestOverride: { path: { id: '7' } },
      responseOverride: { status: 404, header: { 'X-A': 'a' } },
    });
  });

  test('takes the numbers of the context for what they are in Java', () => {
    const template = compileTemplate('$context.a $context.b $context.c #set($s = $context.b + 1)$s');
    expect(template.render({ context: { a: 1, b: 1700000000000, c: 1.5 } }).text).toBe('1 1700000000000 1.51700000000001');
  });

  test('fails on a body that is not JSON only when the template reads it as JSON', () => {
    const input = { body: '{"a": ' };
    expect(compileTemplate('$input.body').render(input).text).toBe('{"a": ');
    expect(() => compileTemplate('$input.json("$")').render(input)).toThrow(InvalidBodyError);
  });

  test('has no $input.params in a WebSocket API', () => {
    const template = '$input.params("x")|$input.body';
    expect(compileTemplate(template, { api: 'websocket' }).render({ body: '{}', params: { path: { x: '1' } } }).text).toBe('|{}');
  });

  test('says where a template does not compile', () => {
    expect(() => compileTemplate('a\n  #set($x = )')).toThrow(TemplateSyntaxError);
    expect(() => compileTemplate('a\n  #set($x = )')).toThrow(/^unexpected "\)", expected .* at line 2, column 13$/);
  });

  test('fails where a Java method throws', () => {
    expect(() => compileTemplate('#set($s = "abc")$s.substring(9)').render()).toThrow(TemplateRenderError);
    expect(() => compileTemplate('#set($s = "abc")$s.substring(9)').render()).toThrow('StringIndexOutOfBoundsException: begin 9, end 3, length 3');
  });

  test.each(['$s.getBytes()', '$s.lines()', '#set($l = [])$l.stream()', '#set($n = 1)$n.floatValue()'])('refuses %s, which Java has and this package does not', (call) => {
    expect(() => compileTemplate(`#set($s = "abc")${call}`).render()).toThrow('is not supported by this package');
  });
});
