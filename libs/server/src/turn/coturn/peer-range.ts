import { isIP } from 'node:net';
import { ipFromBytes, ipToBytes } from '../stun/ip-bytes.ts';

/** From one address to another, both included. */
export interface PeerRange {
  readonly first: string;
  readonly last: string;
}

/** Reads an address, `FIRST-LAST`, or a prefix such as `10.0.0.0/8`; or says what is wrong with it: "is no address". */
export function parsePeerRange(text: string): PeerRange | string {
  const [address = '', bits, ...more] = text.split('/');
  if (more.length > 0) return 'has more than one slash';
  if (bits !== undefined) return blockOf(address, bits);
  const ends = text.split('-');
  const [first = '', last = first] = ends;
  if (ends.length > 2 || isIP(first) === 0 || isIP(last) === 0) return 'is no range of addresses';
  if (isIP(first) !== isIP(last)) return 'has addresses of two families';
  const [from, to] = [ipToBytes(first), ipToBytes(last)];
  if (Buffer.compare(from, to) > 0) return 'begins above its end';
  return from.length === 16 && !isWhole(from, to)
    ? 'is no whole block of IPv6, and coturn would see holes in it'
    : { first, last };
}

function blockOf(address: string, text: string): PeerRange | string {
  if (isIP(address) === 0) return 'is no range of addresses';
  const first = ipToBytes(address);
  const bits = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(bits <= first.length * 8)) return `has a prefix that is not from 0 to ${first.length * 8}`;
  const mask = first.map((_, index) => (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff);
  if (first.some((byte, index) => byte & ~(mask[index] ?? 0))) return 'has bits set behind its prefix';
  const last = first.map((byte, index) => byte | (~(mask[index] ?? 0) & 0xff));
  return { first: ipFromBytes(first), last: ipFromBytes(Buffer.from(last)) };
}

/** Whether comparing byte by byte, as coturn does with IPv6, finds the same addresses in between. */
function isWhole(from: Buffer, to: Buffer): boolean {
  const differs = from.findIndex((byte, index) => byte !== to[index]);
  return differs === -1 || from.every((byte, index) => index <= differs || (byte === 0 && to[index] === 0xff));
}
