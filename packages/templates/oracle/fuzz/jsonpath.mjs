export const program = 'PathOracle';
export const answer = 'answerPath';

const names = ['a', 'b', 'c', 'd', 'items', 'price'];
const odd = ['', ' ', '..', '.', '[', ']', '(', ')', "'", '"', '\\', '?', '@', '$', '*', ',', ':', '-', '!', '&&', '||', '==', '=', '~', '/', 'x', '0', '{', '}'];
const texts = ['', 'a', 'b', 'abc', 'A', '1', '1.0', '10', '$', '$.a', '@.b', '@', '$5', '[1]', '{"a":1}', '[', "'q'", '"q"', 'it\'s', 'a\\nb', 'true', 'null', '1e2', 'é', '\\u0041x', '\\u00zz'];
const numbers = ['0', '1', '2', '3', '-1', '10', '1.0', '1.5', '-2.5', '10.00', '1e2', '1E+2', '99999999999', '123456789012345678901234567890', '0.10', '-0', '1.2345678901234567890', '2147483648'];
const symbols = ['==', '!=', '===', '!==', '<', '<=', '>', '>='];
const wordOperators = ['in', 'nin', 'IN', 'contains', 'size', 'empty', 'subsetof', 'anyof', 'noneof', 'type', 'all', 'matches', 'exists', 'foo'];
const patterns = ['/a.*/', '/A.*/i', '/[ab]+/', '/\\d+/', '/^abc$/', '/(a|b)c?/', '/.*1.*/', '/it\'s/', '/a\\/b/', '/./s', '//', '/A B/xi', '/1\\.0/'];
const aggregates = ['min', 'max', 'sum', 'avg', 'stddev'];
const functions = [...aggregates, 'length', 'size', 'keys', 'first', 'last', 'concat', 'append', 'index', 'nope'];

/** A path with a document that it may fit. */
export function generate(random) {
  const document = random.chance(2) ? 'null' : container(random, 4);
  let path = rootPath(random);
  while (forgetsWildcard(path)) path = rootPath(random);
  return { document, path };
}

function rootPath(random) {
  let path = random.chance(93) ? `$${steps(random, 3)}` : steps(random, 3).replace(/^\./, '');
  for (let edits = random.chance(12) ? 1 + random.below(2) : 0; edits > 0; edits--) {
    const at = random.below(path.length + 1);
    path = path.slice(0, at) + random.pick(odd) + path.slice(at + random.below(2));
  }
  return path;
}

/**
 * When Jayway calls a function again, as in a filter, the paths that it is called with have lost their first `*`.
 * This package keeps it, so these paths are not compared.
 */
function forgetsWildcard(path) {
  return path.includes('*') && (/\w\([^)]/.test(path) || /\?.*\w\(/.test(path));
}

function container(random, depth) {
  return random.chance(55) ? object(random, depth) : list(random, depth);
}

function object(random, depth) {
  return `{${random.many(4, () => `"${random.pick(names)}": ${value(random, depth - 1)}`, ', ')}}`;
}

function list(random, depth) {
  return `[${random.many(4, () => value(random, depth - 1), ', ')}]`;
}

function value(random, depth) {
  const kind = random.below(depth > 0 ? 10 : 4);
  if (kind === 0) return random.pick(['null', 'true', 'false', 'NaN']);
  if (kind === 1) return JSON.stringify(random.pick(texts));
  if (kind < 4) return random.pick(numbers);
  return container(random, depth);
}

function steps(random, depth) {
  let path = '';
  for (let left = random.below(4) + (random.chance(80) ? 1 : 0); left > 0; left--) path += step(random, depth);
  return path + (random.chance(15) ? `.${call(random, depth)}` : '');
}

function step(random, depth) {
  const kind = random.below(20);
  if (kind < 6) return `.${random.pick(names)}`;
  if (kind < 7) return `['${random.pick(names)}']`;
  if (kind < 8) return `[${random.pick(["'", '"'])}${random.pick(names)}'${random.pick([',', ', ', ' , '])}'${random.pick(names)}']`.replaceAll('"', "'");
  if (kind < 10) return `[${random.below(5) - 2}]`;
  if (kind < 11) return `[${random.below(4) - 1},${random.pick(['', ' '])}${random.below(4) - 2}]`;
  if (kind < 13) return `[${random.pick([':2', '1:', '0:2', '-2:', ':-1', '-2:-1', '1:3', '0:10', ':', '-1:1', '2:1', '0:2:1', '-9:9'])}]`;
  if (kind < 15) return random.pick(['.*', '[*]', '[ * ]']);
  if (kind < 17) return random.pick([`..${random.pick(names)}`, `..${random.pick(names)}`, '..*', `..[${random.below(3) - 1}]`, '..[*]', `..['a','b']`, '..[0:1]']);
  if (depth > 0 && kind < 19) return `${random.chance(15) ? '..' : ''}[?(${condition(random, depth - 1)})]`;
  return random.chance(50) ? `.${call(random, depth)}` : `.${random.pick(names)}`;
}

function call(random, depth) {
  const name = random.pick(functions);
  if (random.chance(65) || depth === 0) return `${name}()`;
  const parameter = () => (random.chance(50) ? random.pick(['1', '2', '-1', '10.5', '"x"', '"a b"', '{"a":1}', "'x'", '0', '{"a":[1,2]}']) : `$${steps(random, 0)}`);
  return `${name}(${parameter()}${random.chance(30) ? `, ${parameter()}` : ''})`;
}

function condition(random, depth) {
  const kind = random.below(12);
  if (kind === 0) return `${condition(random, depth)} && ${condition(random, depth)}`;
  if (kind === 1) return `${condition(random, depth)}${random.pick([' || ', '||'])}${condition(random, depth)}`;
  if (kind === 2) return `!(${condition(random, depth)})`;
  if (kind === 3) return `(${condition(random, depth)})`;
  if (kind === 4) return `${random.pick(['', '!', '! '])}${path(random, depth)}`;
  const left = random.chance(80) ? path(random, depth) : literal(random);
  const right = random.chance(25) ? path(random, depth) : literal(random);
  const operator = random.below(10);
  if (operator < 5) return `${left}${random.pick([' ', ''])}${random.pick(symbols)}${random.pick([' ', ''])}${right}`;
  if (operator < 6) return random.chance(85) ? `${left} =~ ${random.pick(patterns)}` : `${random.pick(patterns)} =~ ${right}`;
  const word = random.pick(wordOperators);
  const fitting = { in: listLiteral, nin: listLiteral, IN: listLiteral, subsetof: listLiteral, anyof: listLiteral, noneof: listLiteral, empty: boolean, exists: boolean, size };
  return `${left} ${word} ${random.chance(75) && fitting[word] ? fitting[word](random) : right}`;
}

function path(random, depth) {
  return `${random.chance(88) ? '@' : '$'}${random.chance(90) ? steps(random, depth > 0 ? depth - 1 : 0) : ''}`;
}

function literal(random) {
  const kind = random.below(8);
  if (kind < 3) return random.pick(numbers);
  if (kind < 5) return random.chance(70) ? `'${random.pick(texts).replaceAll("'", "\\'")}'` : JSON.stringify(random.pick(texts));
  if (kind < 6) return random.pick(['true', 'false', 'null']);
  return random.chance(70) ? listLiteral(random) : object(random, 2);
}

function listLiteral(random) {
  return `[${random.many(3, () => (random.chance(50) ? random.pick(numbers) : `'${random.pick(['a', 'b', 'abc', '1'])}'`), random.pick([',', ', ']))}]`;
}

function boolean(random) {
  return random.pick(['true', 'false']);
}

function size(random) {
  return random.pick(['0', '1', '2', '-1', '3', '1.9', '4294967297']);
}
