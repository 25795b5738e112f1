/** Networks such as `10.0.0.0/8` and `fd00::/64` (Go's `net.ParseCIDR` and `IPNet.Contains`). */
import { ipVersion } from '../go.ts';

/** An address as a number, with how many bits it has. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

const join = (parts: readonly string[], base: bigint, radix: (part: string) => bigint): bigint =>
  parts.reduce((value, part) => value * base + radix(part), 0n);

const v4 = (text: string): bigint => join(text.split('.'), 256n, (part) => BigInt(part));

function v6(text: string): bigint {
  const dotted = /(?:^|:)(\d+(?:\.\d+){3})$/.exec(text)?.[1];
  const low = dotted === undefined ? 0n : v4(dotted);
  const plain =
    dotted === undefined
      ? text
      : text.slice(0, -dotted.length) +
        [low >> 16n, low & 0xffffn].map((half) => half.toString(16)).join(':');
  const [left = '', right] = plain.split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const [before, after] = [groups(left), groups(right ?? '')];
  const gap = Array.from({ length: right === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  return join([...before, ...gap, ...after], 65536n, (group) => BigInt(`0x${group}`));
}

/** Reads an address; `undefined` for anything else. */
export function parseAddress(text: string): Address | undefined {
  const version = ipVersion(text);
  if (version === 4) return { bits: 32, value: v4(text) };
  if (version !== 6) return undefined;
  const value = v6(text);
  // An IPv4 address in IPv6 clothes counts as what it is.
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

/** A network: every address whose first bits are these. */
export interface Subnet {
  readonly bits: 32 | 128;
  readonly prefix: bigint;
  readonly shift: bigint;
}

/** Reads `address/length`; `undefined` where the client refuses it. */
export function parseSubnet(text: string): Subnet | undefined {
  const cut = text.indexOf('/');
  const address = cut === -1 ? undefined : parseAddress(text.slice(0, cut));
  const length = text.slice(cut + 1);
  if (!address || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = ipVersion(text.slice(0, cut)) === 6 ? 128 : 32;
  if (Number(length) > bits) return undefined;
  const shift = BigInt(Math.min(address.bits, bits - Number(length)));
  return { bits: address.bits, prefix: address.value >> shift, shift };
}

/** Whether it is a network at all. */
export const isNetwork = (text: string): boolean => parseSubnet(text) !== undefined;

/** Whether an address lies in a network. */
export const contains = (subnet: Subnet, address: Address | undefined): boolean =>
  address !== undefined && address.bits === subnet.bits && address.value >> subnet.shift === subnet.prefix;
