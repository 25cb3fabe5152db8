import { checkTemplate, compileTemplate, type TemplateInput } from '../../packages/templates/src';
import { MappingTemplate, SoapVersion, TemplateValue, XmlElement } from '../../src';

function render(template: MappingTemplate, input: TemplateInput | string): string {
  const source = template._render();
  expect(checkTemplate(source).problems).toEqual([]);
  return compileTemplate(source).render(typeof input === 'string' ? { body: input } : input).text;
}

const HOSTILE = [
  'plain', '', 'ümlaut €', '\u{1F4E6}', 'it\'s "quoted"', '</a><b>', ']]>', '&amp;&', '$input.body ${x} #set($x = 1) #if', '\\', '\\n', '/', 'line\nbreak\ttab',
  '\u0000\u0007\u001f', '\u2028\uffff', '#end', '$1', '\\$', 'a=b&c', '{"a": 1}',
];

test('the body passes as it is', () => {
  for (const body of ['{"a": 1.50}', '<a/>', 'text $x #if', '\u0000']) expect(render(MappingTemplate.passThrough(), body)).toBe(body);
});

describe('JSON', () => {
  test.each<[string, TemplateValue, unknown]>([
    ['an object of the body', TemplateValue.body('$.customer'), { name: 'Ana', age: 7 }],
    ['a list', TemplateValue.body('$.tags[*]'), ['a', 'b']],
    ['a name with a space', TemplateValue.body("$['the note']"), 'x'],
    ['what is not there', TemplateValue.body('$.missing'), ''],
    ['a parameter', TemplateValue.parameter('id'), '4"2'],
    ['a parameter that is not there', TemplateValue.parameter('missing'), ''],
    ['a context variable', TemplateValue.context('identity.sourceIp'), '203.0.113.7'],
    ['a number of the context', TemplateValue.context('requestTimeEpoch'), '1750000000000'],
    ['a stage variable', TemplateValue.stageVariable('tenant'), 'blue'],
    ['a stage variable that is not there', TemplateValue.stageVariable('missing'), ''],
    ['a literal', TemplateValue.literal('$5 #if "x"'), '$5 #if "x"'],
  ])('%s', (_, value, want) => {
    const text = render(MappingTemplate.json({ 'the $value': value, 'after': TemplateValue.literal('.') }), {
      body: '{"customer": {"name": "Ana", "age": 7}, "tags": ["a", "b"], "the note": "x"}',
      params: { path: { id: '4"2' } },
      context: { identity: { sourceIp: '203.0.113.7' }, requestTimeEpoch: 1750000000000 },
      stageVariables: { tenant: 'blue' },
    });
    expect(JSON.parse(text)).toEqual({ 'the $value': want, 'after': '.' });
  });

  test.each(HOSTILE)('%j stays in its place', (text) => {
    const members = { a: TemplateValue.parameter('x'), b: TemplateValue.body('$.x'), c: TemplateValue.literal(text), d: TemplateValue.stageVariable('missing') };
    const rendered = render(MappingTemplate.json(members), { body: JSON.stringify({ x: text }), params: { header: { x: text } } });
    expect(JSON.parse(rendered)).toEqual({ a: text, b: text, c: text, d: '' });
  });
});

describe('XML', () => {
  const order = XmlElement.withChildren('o:order', [
    XmlElement.withText('o:note', TemplateValue.body('$.note'), { kind: TemplateValue.body('$.kind') }),
    XmlElement.withChildren('lines', [
      XmlElement.forEach('$.lines', XmlElement.withChildren('line', [XmlElement.withText('sku', TemplateValue.item('sku')), XmlElement.withText('count', TemplateValue.item('count'))])),
    ]),
    XmlElement.forEach('$.tags', XmlElement.withText('tag', TemplateValue.item(), { of: TemplateValue.item() })),
  ], { 'xmlns:o': TemplateValue.literal('urn:orders#1&$2') });

  test('elements, attributes and lists', () => {
    const body = { note: 'for "Ana" & <Bo>', kind: 'a"b', lines: [{ sku: 'x', count: 2 }, { sku: 'y' }, 'no object'], tags: ['t1', 2.5, null] };
    expect(render(MappingTemplate.xml(order), JSON.stringify(body))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><o:order xmlns:o="urn:orders&#35;1&amp;&#36;2"><o:note kind="a&quot;b">for &quot;Ana&quot; &amp; &lt;Bo&gt;</o:note>'
      + '<lines><line><sku>x</sku><count>2</count></line><line><sku>y</sku><count></count></line><line><sku></sku><count></count></line></lines>'
      + '<tag of="t1">t1</tag><tag of="2.5">2.5</tag><tag of=""></tag></o:order>',
    );
  });

  test('a body with nothing of it', () => {
    expect(render(MappingTemplate.xml(order), '{}')).toContain('<o:note kind=""></o:note><lines></lines></o:order>');
  });

  test.each(HOSTILE)('%j stays in its place', (text) => {
    const root = XmlElement.withText('a', TemplateValue.body('$.x'), { b: TemplateValue.body('$.x'), c: TemplateValue.literal('.') });
    const rendered = render(MappingTemplate.xml(root), JSON.stringify({ x: text }));
    // What XML cannot have is left out; everything else is read back as it was.
    const want = text.replace(/[^\t\n\r -\ufffd]/g, '');
    const [, attribute, content] = /^<\?xml version="1\.0" encoding="UTF-8"\?><a b="([^"<]*)" c="\.">([^<]*)<\/a>$/s.exec(rendered)!;
    expect([attribute, content].map(unescapeXml)).toEqual([want, want]);
  });

  test('SOAP', () => {
    const call = XmlElement.withText('Ping', TemplateValue.literal('1'));
    expect(render(MappingTemplate.soapEnvelope([call]), '{}')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><Ping>1</Ping></soap:Body></soap:Envelope>');
    expect(render(MappingTemplate.soapEnvelope([call], { version: SoapVersion.SOAP_1_2, header: [XmlElement.withText('t', TemplateValue.literal('#'))] }), '{}')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Header><t>&#35;</t></soap:Header>'
      + '<soap:Body><Ping>1</Ping></soap:Body></soap:Envelope>');
  });
});

describe('XML to JSON', () => {
  const quote = MappingTemplate.json({ name: TemplateValue.xmlText('Name'), price: TemplateValue.xmlNumber('Price') });
  const read = (body: string) => JSON.parse(render(quote, body));

  test.each<[string, string, unknown]>([
    ['elements', '<q><Name>tea</Name><Price>12.50</Price></q>', { name: 'tea', price: 12.5 }],
    ['prefixes, attributes, space', '<q:r xmlns:q="x">\n<q:Name a="1"  b="/x">tea</q:Name ><q:Price\n> -0.5e3 </q:Price>\n</q:r>', { name: 'tea', price: -500 }],
    ['the first of several', '<r><Name>a</Name><Name>b</Name></r>', { name: 'a', price: null }],
    ['longer names', '<r><FirstName>a</FirstName><Names>b</Names><Price.x>1</Price.x><Price>2</Price></r>', { name: '', price: 2 }],
    ['empty elements', '<r><Name/><Price a="1" /><Name>b</Name></r>', { name: 'b', price: null }],
    ['entities', '<Name>&lt;a&gt; &amp;lt; &quot;it&apos;s&quot;</Name>', { name: '<a> &lt; "it\'s"', price: null }],
    ['CDATA', '<Name><![CDATA[<a> &amp; "b"]]></Name>', { name: '<a> &amp; "b"', price: null }],
    ['no number', '<Price>012</Price>', { name: '', price: null }],
    ['a number that would be code', '<Price>1,"x":2</Price>', { name: '', price: null }],
    ['nothing', '', { name: '', price: null }],
    ['no XML', '{"Name": 1}', { name: '', price: null }],
  ])('%s', (_, body, want) => {
    expect(read(body)).toEqual(want);
  });

  test.each(HOSTILE.filter((text) => !text.includes(']]>')))('%j is read back', (text) => {
    expect(read(`<Name>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</Name>`).name).toBe(text);
  });
});

describe('a form', () => {
  test.each<[string, unknown]>([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['name=Ana+Mar%C3%ADa&note=%22it%27s%22+%26+%3Cb%3E', { name: 'Ana María', note: '"it\'s" & <b>' }],
    ['a=&b=x%3Dy=z', { a: '', b: 'x=y=z' }],
    ['a=1&a=2', { a: '2' }],
    ['a=%zz&b=100%&%=1', { 'a': '%zz', 'b': '100%', '%': '1' }],
    ['%22%3A1%2C=%5C&__proto__=x&%24x=%23if', { '":1,': '\\', '$x': '#if', ['__proto__']: 'x' }],
    ['nothing', {}],
    ['=x&&&', {}],
    ['', {}],
  ])('%s', (body, want) => {
    expect(JSON.parse(render(MappingTemplate.formToJson(), body))).toEqual(want);
  });

  test.each(HOSTILE)('%j as name and value', (text) => {
    const body = new URLSearchParams([[`n${text}`, text]]).toString();
    expect(JSON.parse(render(MappingTemplate.formToJson(), body))).toEqual({ [`n${text}`]: text });
  });
});

function unescapeXml(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
}
