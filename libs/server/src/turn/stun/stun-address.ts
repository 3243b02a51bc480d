import { ipFromBytes, ipToBytes } from './ip-bytes.ts';

/** An address and a port, as the XOR attributes hold them. */
export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

const FAMILY = { ipv4: 1, ipv6: 2 } as const;
const MAGIC_COOKIE = Buffer.from([0x21, 0x12, 0xa4, 0x42]);

/** The value of XOR-PEER-ADDRESS and its like (RFC 8489, section 14.2). */
export function encodeXorAddress({ address, port }: TransportAddress, transactionId: Buffer): Buffer {
  const mask = Buffer.concat([MAGIC_COOKIE, transactionId]);
  const ip = ipToBytes(address);
  const value = Buffer.alloc(4 + ip.length);
  value.writeUInt8(ip.length === 4 ? FAMILY.ipv4 : FAMILY.ipv6, 1);
  value.writeUInt16BE(port ^ mask.readUInt16BE(0), 2);
  xor(ip, mask).copy(value, 4);
  return value;
}

/** The same the other way; null where it holds no address. */
export function decodeXorAddress(value: Buffer, transactionId: Buffer): TransportAddress | null {
  const family = value.length < 4 ? 0 : value.readUInt8(1);
  const bytes = family === FAMILY.ipv4 ? 4 : 16;
  if ((family !== FAMILY.ipv4 && family !== FAMILY.ipv6) || value.length !== 4 + bytes) return null;
  const mask = Buffer.concat([MAGIC_COOKIE, transactionId]);
  return { address: ipFromBytes(xor(value.subarray(4), mask)), port: value.readUInt16BE(2) ^ mask.readUInt16BE(0) };
}

function xor(bytes: Buffer, mask: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)));
}
