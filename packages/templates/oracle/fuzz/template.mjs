export const program = 'TemplateOracle';
export const answer = 'answerTemplate';

const names = ['a', 'b', 'c', 'item', 'list', 'map', 'text', 'n', 'missing', 'input.body', 'input.params()', 'context', 'stageVariables', 'foreach', 'velocityCount', 'x-1', '_u'];
const keys = ['a', 'b', 'name', 'size', 'empty', 'key', 'value', 'requestId', 'identity', 'index', 'count', 'hasNext', 'first', 'last', 'parent', 'x-y', 'v', 'true1'];
const numbers = ['0', '1', '2', '3', '-1', '7', '10', '2147483647', '-2147483648', '3000000000', '9223372036854775807', '99999999999999999999',
  '0.5', '1.0', '2.5', '-0.1', '1e3', '1.5E-7', '100000000.0', '.25', '5.'];
const texts = ['', 'a', 'b c', 'Hello', '1', 'a,b,,c', 'x=1&y=2', 'é😀', '<a href="#">', "it''s", 'true', '10', '2.50', 'line\nbreak', '$', '#', '{"k":[1,2.0]}', 'A1b2', ' pad '];
const plain = ['', ' ', '\n', '  ', '\t', ', ', 'text', '{"k": ', '}', '[', ']', '"', "'", ':', '.', '(', ')', '!', '-', '1', 'a.b', ' \n', 'end', '; ', '<b>', 'é', '{', '&amp;'];
const prose = ['', ' ', '\n', '  ', '\t', ', ', 'text', '{"k": ', '}', '[', ']', '"', "'", ':', '.', '(', ')', '!', '-', '1', 'a.b', '\\', '\\\\', '$', '#', '$$', '##c\n', '#*c*#', '#**d*#', '#[[$r #x]]#', '$5', '#fff', '{', '<b>', 'é', '\r\n',
  '$.', '$!', '${', '#{', '#-', '\\#', '\\$', ' \n', 'end', '#x', '@', '; '];
const patterns = ['a', 'b', ',', '=|&', '[a-c]+', '(\\d)(\\d*)', '\\s+', '.', 'l*', '^a', 'c$', '(?i)h', '[^a-z]', '\\w', '(a|b)?', 'x{0,2}', '\\b', '\\.', 'l+?', '(?<n>l)\\k<n>', '[\\p{Upper}1]', '(', '[', '*', '\\Q.\\E', '(?=l)', 'l++', '$'];
const replacements = ['', '-', '$1', '[$0]', '\\$', '$2$1', '$', '\\\\', 'zz'];
const binary = [' + ', ' - ', ' * ', ' / ', ' % ', '+', ' == ', ' != ', ' < ', ' > ', ' <= ', ' >= ', ' && ', ' || ', ' and ', ' or ', ' eq ', ' lt ', '-', '=='];
const paths = ['$', '$.a', '$.list', '$.list[0]', '$.map', '$.map.b', '$.zz', '$.list[*]', '$.n', "$['text']", '$.list.length()', '$..b', '$.list[-1]'];
const formats = ['%s', '%d', '%5d', '%-5d|', '%05d', '%x', '%,d', '%.2f', '%e', '%S', '%b', '%c', '%%', '%10.3s|', '%2$s %1$s', '%+d', '%q', '%g', '%o', '%(d', '%h'];

/** A template that uses the whole language, mostly well, with a document to use it on. */
export function generate(random) {
  let template = new Writer(random).block(3);
  for (let edits = random.chance(8) ? 1 + random.below(2) : 0; edits > 0; edits--) {
    const at = random.below(template.length + 1);
    template = template.slice(0, at) + (random.chance(60) ? random.pick(prose) : '') + template.slice(at + (random.chance(60) ? 1 : 0));
  }
  return {
    template: withoutUnsaid(template),
    body: JSON.stringify(document(random)),
    params: { path: { a: 'pa' }, querystring: { a: 'qa', b: 'q b' }, header: { name: 'h', a: 'ha' } },
    context: { requestId: 'id-1', identity: { key: 'k', v: 2 }, list: [1, 'two', 2.5], n: 7 },
    stageVariables: { v: 'stage', a: 'sa' },
  };
}

/** Whatever prints an object's address, or belongs to directives that templates do not have, has no expected answer. */
function withoutUnsaid(template) {
  return template.replace(/(include|parse|evaluate)(?=[ \n\r\t]*[({}])/g, 'other');
}

function document(random) {
  return {
    a: random.pick([1, 'one', true, null, 2.5, [1, 2], { b: 1 }]),
    list: Array.from({ length: random.below(4) }, () => random.pick([1, 'x', 2.5, null, true, { b: 'B', a: 3 }, [1]])),
    map: { b: random.pick(texts), name: 'n', size: 3, 'x-y': 1 },
    n: random.pick([0, 5, -3, 1.5, 3000000000]),
    text: random.pick(texts),
  };
}

class Writer {
  constructor(random) {
    this.random = random;
  }

  block(depth) {
    return this.random.many(5, () => this.statement(depth));
  }

  statement(depth) {
    const { random } = this;
    const kind = random.below(depth > 0 ? 26 : 14);
    if (kind < 5) return random.many(3, () => random.pick(random.chance(25) ? prose : plain));
    if (kind < 10) return this.reference(2, true);
    if (kind < 14) return this.set(depth);
    if (kind < 18) return this.condition(depth);
    if (kind < 22) return this.loop(depth);
    return this.directive(depth);
  }

  gap() {
    return this.random.pick(['', '', '', '', ' ', '\n', '  \n']);
  }

  space() {
    return this.random.pick(['', '', ' ', ' ', '  ']);
  }

  word(name) {
    return this.random.chance(12) ? `#{${name}}` : `#${name}`;
  }

  set(depth) {
    const { random } = this;
    const target = random.chance(75) ? `$${random.pick(names.slice(0, 8))}`
      : random.pick(['$map.a', '$map["b"]', '$list[0]', '$list[-1]', '$!a', '${a}', '$context.responseOverride.status', '$context.requestOverride.header.h', '$map.a.b', '$foreach.mine', '$context.responseOverride.header["x-y"]']);
    return `${this.word('set')}(${this.space()}${target}${this.space()}=${this.space()}${this.expression(depth)}${this.space()})${this.gap()}`;
  }

  condition(depth) {
    const { random } = this;
    const test = () => `${random.pick(['', '', ' '])}(${this.space()}${this.expression(2)}${this.space()})`;
    const more = random.many(1, () => `${this.word('elseif')}${test()}${this.gap()}${this.block(depth - 1)}`);
    const otherwise = random.chance(50) ? `${random.pick(['#else', '#{else}', '#else\n'])}${this.block(depth - 1)}` : '';
    return `${this.word('if')}${test()}${this.gap()}${this.block(depth - 1)}${more}${otherwise}${random.pick(['#end', '#{end}', '#end\n', '#end  \n'])}`;
  }

  loop(depth) {
    const { random } = this;
    const element = `$${random.pick(['item', 'item', 'a', 'b', '{c}'])}`;
    return `${this.word('foreach')}(${this.space()}${element} in ${this.collection()}${this.space()})${this.gap()}${this.block(depth - 1)}${random.chance(10) ? '#break ' : ''}#end${this.gap()}`;
  }

  collection() {
    const { random } = this;
    return random.pick([
      () => this.list(1), () => `[${random.below(4)}..${random.below(6)}]`, () => '$list', () => '$map', () => `$input.path('${random.pick(paths)}')`,
      () => '$map.entrySet()', () => '$map.keySet()', () => `$text.split("${random.pick(patterns)}")`, () => this.reference(1, false), () => '$input.params().querystring.keySet()', () => this.map(1),
    ])();
  }

  directive(depth) {
    const { random } = this;
    return random.pick([
      () => `#define($${random.pick(['d', 'e'])})${this.block(depth - 1)}#end$d$!e`,
      () => `#macro(m $p $q)${this.block(depth - 1)}$p|$!q#end#m(${this.argument()} ${this.argument()})`,
      () => `#macro(w $p)<$p$!bodyContent>#end#@w(${this.argument()})${this.block(depth - 1)}#end`,
      () => `#other(${this.argument()})`, () => '#other', () => '\\#if \\\\#set \\#m', () => '#literal()$a #if(1)x#end #end', () => (random.chance(15) ? '#stop' : ''),
      () => `#m(${this.argument()})`, () => '#break', () => `#@other(${this.argument()})x#end`,
    ])();
  }

  argument() {
    const { random } = this;
    return random.pick([() => this.reference(1, false), () => this.string(), () => random.pick(numbers), () => this.list(1), () => 'true', () => `[1..${random.below(4)}]`])();
  }

  reference(depth, printed) {
    const { random } = this;
    const quiet = random.chance(15) ? '!' : '';
    const braced = random.chance(20);
    const escapes = printed ? random.pick(['', '', '', '', '', '', '', '\\', '\\\\', '\\\\\\']) : '';
    const body = random.pick(names) + random.many(3, () => this.step(depth));
    return `${escapes}$${quiet}${braced ? `{${body}}` : body}`;
  }

  step(depth) {
    const { random } = this;
    const kind = random.below(10);
    if (kind < 4) return `.${random.pick(keys)}`;
    if (kind < 6) return `[${random.pick([() => String(random.below(4)), () => '-1', () => `"${random.pick(keys)}"`, () => `'${random.pick(keys)}'`, () => '$n', () => 'true'])()}]`;
    return this.method(depth);
  }

  method(depth) {
    const { random } = this;
    const value = () => this.operand(depth - 1);
    const text = () => `"${random.pick(texts.slice(0, 7))}"`;
    const small = () => String(random.below(6) - 1);
    const pattern = () => `'${random.pick(patterns)}'`;
    return '.' + random.pick([
      () => 'size()', () => 'length()', () => `get(${random.pick([small, text])()})`, () => 'toString()', () => `substring(${small()})`, () => `substring(${small()}, ${small()})`,
      () => `indexOf(${random.pick([text, small, value])()})`, () => `contains(${value()})`, () => `replace(${text()}, ${text()})`, () => `equals(${value()})`, () => 'toUpperCase()',
      () => `replaceAll(${pattern()}, '${random.pick(replacements)}')`, () => `replaceFirst(${pattern()}, '${random.pick(replacements)}')`, () => `matches(${pattern()})`,
      () => `split(${pattern()}).size()`, () => `split(${pattern()})[${random.below(2)}]`, () => `split(${pattern()}, ${small()}).get(0)`, () => 'trim()', () => `concat(${text()})`,
      () => `add(${value()})`, () => `put(${text()}, ${value()})`, () => 'keySet()', () => 'values()', () => 'entrySet()', () => `containsKey(${text()})`, () => `remove(${random.pick([small, text])()})`,
      () => 'isEmpty()', () => `subList(0, ${small()})`, () => `compareTo(${value()})`, () => 'intValue()', () => 'doubleValue()', () => 'longValue()',
      () => `parseInt(${text()})`, () => `json('${random.pick(paths)}')`, () => `path('${random.pick(paths)}')`, () => 'params()', () => `params("${random.pick(keys)}")`, () => 'body',
      () => `format('${random.pick(formats)}', ${value()})`, () => `charAt(${small()})`, () => `startsWith(${text()})`, () => `valueOf(${value()})`, () => `addAll(${this.list(1)})`,
      () => `set(${small()}, ${value()})`, () => `getOrDefault(${text()}, ${value()})`, () => 'key', () => 'value', () => `equalsIgnoreCase(${text()})`, () => `lastIndexOf(${text()})`,
      () => 'nothing()', () => `join(",", $list)`, () => 'toLowerCase()', () => `containsAll(${this.list(1)})`, () => 'class',
    ])();
  }

  expression(depth) {
    const { random } = this;
    let text = this.operand(depth);
    for (let more = random.chance(45) ? 1 + random.below(2) : 0; more > 0; more--) text += random.pick(binary) + this.operand(depth);
    return random.chance(10) ? `(${text})` : text;
  }

  operand(depth) {
    const { random } = this;
    const kind = random.below(depth > 0 ? 12 : 6);
    if (kind < 2) return this.string();
    if (kind < 4) return random.pick(numbers);
    if (kind < 5) return random.pick(['true', 'false', '$missing', '$list', '$map', '$n', '$text']);
    if (kind < 8) return this.reference(depth, false);
    if (kind === 8) return this.list(depth);
    if (kind === 9) return this.map(depth);
    if (kind === 10) return `${random.pick(['!', '! ', 'not '])}${this.operand(depth - 1)}`;
    return random.pick([
      () => `$util.escapeJavaScript(${this.string()})`, () => `$util.urlEncode(${this.string()})`, () => `$util.base64Encode(${this.string()})`, () => `$util.parseJson('{"a":[1,{"b":"c"}],"n":1.50}')`,
      () => `$input.path('${random.pick(paths)}')`, () => `$input.json('${random.pick(paths)}')`, () => `[${random.below(5)}..${random.below(5)}]`, () => `(${this.expression(depth - 1)})`,
      () => `$util.urlDecode(${this.string()})`, () => `$util.base64Decode(${this.string()})`,
    ])();
  }

  string() {
    const { random } = this;
    if (random.chance(55)) return `'${random.pick(texts)}'`;
    const content = random.chance(50) ? random.pick(texts).replaceAll('"', '""') : random.many(3, () => random.pick([() => random.pick(prose).replaceAll('"', '""'), () => this.reference(0, true), () => '#if($n)y#end', () => '#foreach($z in [1..2])$z#end'])());
    return `"${content}"`;
  }

  list(depth) {
    return `[${this.random.many(3, () => this.operand(depth - 1), this.random.pick([',', ', ']))}]`;
  }

  map(depth) {
    return `{${this.random.many(3, () => `${this.string()}${this.random.pick([':', ' : '])}${this.operand(depth - 1)}`, ', ')}}`;
  }
}
