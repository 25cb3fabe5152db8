export const program = 'JsonOracle';
export const answer = 'answerJson';

const blanks = ['', '', '', '', ' ', '\n', '\t', '\r', '\f', '\u00a0', '\u2003', '\u0001'];
const words = ['null', 'true', 'false', 'NaN', 'nul', 'True', 'undefined', 'Infinity', 'abc', 'a b', "it's", 'é', '$x', '/*c*/', '//', '#', '\\u0041', 'x"y'];
const noise = ['{', '}', '[', ']', ':', ',', '"', "'", '\\', ' ', '\u001a', '\u007f', '\u0000', '-', '+', '.', 'e', 'E', '0', '1', '9', 'n', 'é', '\ud800', '\u2028', '/', '<'];
const escapes = ['\\n', '\\t', '\\"', "\\'", '\\\\', '\\/', '\\u00e9', '\\u2028', '\\ud83d', '\\x41', '\\q', '\\u12', '\\b', '\\f', '\\r', '\\0', '\\u001f'];
const integers = ['0', '-0', '00', '01', '-01', '-', '2147483647', '2147483648', '-2147483648', '-2147483649', '9223372036854775807', '9223372036854775808',
  '-9223372036854775808', '-9223372036854775809', '000000000000000000000012', '123456789012345678901234567890', '+1'];
const fractions = ['.5', '-.5', '1.', '1.e5', '0.1', '1e5', '1E+2', '1e', '1e+', '1.5e-7', '1e400', '-1e400', '1e-400', '00.5', '-01.5', '1.10', '123456789.123456789',
  '0.1234567890123456789', '12345678901234567.5', '1.0000000000000000000', '1.2345678901234567E+10', '1.2345678901234567e10', '100000000000000000000.0',
  '4.9e-324', '1.7976931348623157e308', '2.2250738585072014E-308', '1e99999999999', '1.00000000000000000e99999999999', '0.0000000001234567890', '3.14.15', '1-2', '1d', '1.5f'];

/** A text that is nearly JSON, for both modes. */
export function generate(random) {
  const mode = random.chance(60) ? 'permissive' : 'strict';
  let text = value(random, 3);
  for (let edits = random.chance(40) ? random.below(4) : 0; edits > 0; edits--) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + (random.chance(70) ? random.pick(noise) : '') + text.slice(at + (random.chance(50) ? 1 : 0));
  }
  return { text, mode };
}

function value(random, depth) {
  const kind = random.below(depth > 0 ? 10 : 6);
  if (kind < 2) return string(random);
  if (kind === 2) return random.chance(30) ? random.pick(words) : random.pick(['null', 'true', 'false']);
  if (kind < 6) return number(random);
  const blank = () => random.pick(blanks);
  if (kind < 8) return `[${blank()}${random.many(4, () => value(random, depth - 1) + blank(), comma(random))}]${blank()}`;
  const entry = () => `${blank()}${key(random)}${blank()}:${blank()}${value(random, depth - 1)}${blank()}`;
  return `{${random.many(4, entry, comma(random))}${random.chance(5) ? ',' : ''}}${blank()}`;
}

function comma(random) {
  return random.chance(95) ? ',' : ',,';
}

function key(random) {
  return random.chance(80) ? `"${random.pick(['a', 'b', 'c', '', '__proto__', 'constructor', 'toString', '1', 'é', 'a b'])}"` : random.chance(50) ? random.pick(words) : string(random);
}

function string(random) {
  const quote = random.chance(85) ? '"' : "'";
  return quote + random.many(5, () => (random.chance(30) ? random.pick(escapes) : random.pick(['a', 'Z', ' ', 'é', '😀', '/', '<', '\u0080', '\u2001', '\t', '{', ',']))) + quote;
}

function number(random) {
  const kind = random.below(6);
  if (kind === 0) return random.pick(integers);
  if (kind === 1) return random.pick(fractions);
  const digits = (most) => Array.from({ length: 1 + random.below(most) }, () => random.below(10)).join('');
  const sign = random.chance(20) ? '-' : '';
  if (kind < 4) return sign + digits(random.chance(70) ? 6 : 22);
  const fraction = `${sign}${digits(random.chance(80) ? 4 : 18)}.${digits(random.chance(70) ? 3 : 18)}`;
  return random.chance(30) ? `${fraction}${random.pick(['e', 'E'])}${random.pick(['', '+', '-'])}${digits(3)}` : fraction;
}
