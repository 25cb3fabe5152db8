import { isIP } from 'node:net';

/** So many parts of a block of addresses, `10.0.0.0/16`, one after the other; nothing where they do not fit in. @param bits of each part */
export function partsOfBlock(block: string, count: number, bits: number): string[] | undefined {
  const [address, mask] = block.split('/');
  const version = isIP(address);
  const width = version === 6 ? 128 : 32;
  const hostBits = width - Number(mask);
  const fits = version !== 0 && /^\d+$/.test(mask ?? '') && hostBits >= 0 && bits >= 1 && bits <= hostBits;
  if (!fits || count < 1 || count > 256 || BigInt(count) << BigInt(bits) > 1n << BigInt(hostBits)) return undefined;
  const first = (version === 6 ? numberOf6(address) : numberOf4(address)) >> BigInt(hostBits) << BigInt(hostBits);
  const write = version === 6 ? write6 : write4;
  return Array.from({ length: count }, (_, index) => `${write(first + (BigInt(index) << BigInt(bits)))}/${width - bits}`);
}

function numberOf4(address: string): bigint {
  return address.split('.').reduce((number, octet) => number << 8n | BigInt(octet), 0n);
}

/** `::` stands for as many zeros as are left out. */
function numberOf6(address: string): bigint {
  const whole = address.replace(/(\d+\.){3}\d+$/, (tail) => {
    const number = numberOf4(tail);
    return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
  });
  const [before, behind] = whole.split('::').map((side) => side === '' ? [] : side.split(':'));
  const groups = behind === undefined ? before : [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind];
  return groups.reduce((number, group) => number << 16n | BigInt(`0x${group}`), 0n);
}

function write4(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => number >> shift & 0xffn).join('.');
}

/** The longest row of zeros, the first where there are several, becomes `::`. */
function write6(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (number >> BigInt(112 - 16 * index) & 0xffffn).toString(16)).join(':');
  const zeros = [...groups.matchAll(/\b0(:0)+\b/g)].map(([row]) => row).sort((a, b) => b.length - a.length)[0];
  return zeros === undefined ? groups : groups.replace(new RegExp(`(^|:)${zeros}(:|$)`), '::');
}
