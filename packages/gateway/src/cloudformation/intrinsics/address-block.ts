import { isIP } from 'node:net';

/** So many parts of a block of addresses, `10.0.0.0/16`, one after the other; nothing where they do not fit in. @param bits of each part */
export function partsOfBlock(block: string, count: number, bits: number): string[] | undefined {
  const [address, mask = ''] = block.split('/');
  const version = isIP(address);
  const width = version === 6 ? 128 : 32;
  const hostBits = width - Number(mask);
  const fits = version !== 0 && /^\d+$/.test(mask) && hostBits >= 0 && bits >= 1 && bits <= hostBits;
  if (!fits || count < 1 || count > 256 || BigInt(count) * power(bits) > power(hostBits)) return undefined;
  const number = numberOf(version === 6 ? groupsOf(address) : address.split('.').map(Number), version === 6 ? 16 : 8);
  const first = number - number % power(hostBits);
  const write = version === 6 ? write6 : write4;
  return Array.from({ length: count }, (_, index) => `${write(first + BigInt(index) * power(bits))}/${width - bits}`);
}

function power(bits: number): bigint {
  return 2n ** BigInt(bits);
}

function numberOf(parts: readonly number[], bits: number): bigint {
  return parts.reduce((number, part) => number * power(bits) + BigInt(part), 0n);
}

/** The parts of a number, the highest first. */
function partsOf(number: bigint, count: number, bits: number): bigint[] {
  return Array.from({ length: count }, (_, index) => number / power(bits * (count - 1 - index)) % power(bits));
}

/** `::` stands for as many zeros as are left out; the end may be written as IPv4. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...octets) => {
    const [a, b, c, d] = octets.map(Number);
    return `${(256 * a + b).toString(16)}:${(256 * c + d).toString(16)}`;
  });
  const [before, behind] = hexadecimal.split('::').map((side) => side === '' ? [] : side.split(':'));
  const groups = behind === undefined ? before : [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind];
  return groups.map((group) => Number.parseInt(group, 16));
}

function write4(number: bigint): string {
  return partsOf(number, 4, 8).join('.');
}

/** The longest row of zeros, the first where there are several, becomes `::`. */
function write6(number: bigint): string {
  const groups = partsOf(number, 8, 16).map((group) => group.toString(16)).join(':');
  const [zeros] = [...groups.matchAll(/\b0(:0)+\b/g)].map(([row]) => row).sort((a, b) => b.length - a.length);
  return zeros === undefined ? groups : groups.replace(new RegExp(`(^|:)${zeros}(:|$)`), '::');
}
