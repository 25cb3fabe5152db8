/** The bytes of a text; what is no character becomes `?`, as in Java. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) {
      bytes.push(code);
    } else if (code < 0x800) {
      bytes.push(0xc0 | code >> 6, 0x80 | code & 0x3f);
    } else if (code >= 0xd800 && code <= 0xdfff) {
      bytes.push(0x3f);
    } else if (code < 0x10000) {
      bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 0x3f, 0x80 | code & 0x3f);
    } else {
      bytes.push(0xf0 | code >> 18, 0x80 | code >> 12 & 0x3f, 0x80 | code >> 6 & 0x3f, 0x80 | code & 0x3f);
    }
  }
  return bytes;
}

const REPLACEMENT = '\ufffd';

/** How many bytes follow a first byte, and what the second one must lie between. */
function sequenceAfter(first: number): readonly [count: number, low: number, high: number] | undefined {
  if (first >= 0xc2 && first <= 0xdf) {
    return [1, 0x80, 0xbf];
  }
  if (first >= 0xe0 && first <= 0xef) {
    return [2, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  }
  return first >= 0xf0 && first <= 0xf4 ? [3, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf] : undefined;
}

/** The text of bytes; what is not UTF-8 becomes U+FFFD. */
export function utf8Text(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++];
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const sequence = sequenceAfter(first);
    if (sequence === undefined) {
      text += REPLACEMENT;
      continue;
    }
    let [count, low, high] = sequence;
    let code = first & 0x3f >> count;
    for (; count > 0 && bytes[at] >= low && bytes[at] <= high; count--, at++) {
      code = code << 6 | bytes[at] & 0x3f;
      [low, high] = [0x80, 0xbf];
    }
    text += count === 0 ? String.fromCodePoint(code) : REPLACEMENT;
  }
  return text;
}
