import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { STUN_ATTRIBUTE, type StunClass } from './stun-registry.ts';

/** A STUN message (RFC 8489, section 5), as far as TURN uses it. */
export interface StunMessage {
  readonly method: number;
  readonly class: StunClass;
  /** 12 bytes, the same in a request and its response. */
  readonly transactionId: Buffer;
  /** In their order; those of authentication and the fingerprint are not among them. */
  readonly attributes: readonly StunAttribute[];
}

export interface StunAttribute {
  readonly type: number;
  readonly value: Buffer;
}

/** A message as it came, and whether it was made by somebody with a key. */
export interface ReceivedStun extends StunMessage {
  isAuthentic(key: Buffer): boolean;
}

export const STUN_HEADER_BYTES = 20;
export const TRANSACTION_ID_BYTES = 12;
const MAGIC_COOKIE = 0x2112a442;
const INTEGRITY_BYTES = 20;
/** What a message with integrity has after the part that it covers: the attribute with its header. */
const INTEGRITY_ATTRIBUTE_BYTES = 4 + INTEGRITY_BYTES;
const FINGERPRINT_ATTRIBUTE_BYTES = 8;
const FINGERPRINT_XOR = 0x5354554e;

/** Writes a message. With a key it gets MESSAGE-INTEGRITY (RFC 8489, section 14.5), and always FINGERPRINT (section 14.7). */
export function encodeStun({ method, class: kind, transactionId, attributes }: StunMessage, key?: Buffer): Buffer {
  const header = Buffer.alloc(STUN_HEADER_BYTES);
  header.writeUInt16BE(typeOf(method, kind), 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  transactionId.copy(header, 8);
  let message = Buffer.concat([header, ...attributes.map(encodeAttribute)]);
  if (key !== undefined) {
    setLength(message, message.length + INTEGRITY_ATTRIBUTE_BYTES);
    const value = createHmac('sha1', key).update(message).digest();
    message = Buffer.concat([message, encodeAttribute({ type: STUN_ATTRIBUTE.messageIntegrity, value })]);
  }
  setLength(message, message.length + FINGERPRINT_ATTRIBUTE_BYTES);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(message) ^ FINGERPRINT_XOR) >>> 0);
  return Buffer.concat([message, encodeAttribute({ type: STUN_ATTRIBUTE.fingerprint, value: fingerprint })]);
}

/** Reads a message; null where the bytes are none. */
export function decodeStun(bytes: Buffer): ReceivedStun | null {
  if (bytes.length < STUN_HEADER_BYTES || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  const type = bytes.readUInt16BE(0);
  if (type > 0x3fff || bytes.readUInt16BE(2) !== bytes.length - STUN_HEADER_BYTES) return null;
  const attributes: StunAttribute[] = [];
  let integrityAt: number | null = null;
  for (let at = STUN_HEADER_BYTES; at < bytes.length; ) {
    if (at + 4 > bytes.length) return null;
    const attribute = { type: bytes.readUInt16BE(at), length: bytes.readUInt16BE(at + 2) };
    const end = at + 4 + attribute.length;
    if (end > bytes.length) return null;
    if (attribute.type === STUN_ATTRIBUTE.messageIntegrity) integrityAt ??= at;
    // What comes after the integrity is not covered by it, and so does not count.
    else if (integrityAt === null && attribute.type !== STUN_ATTRIBUTE.fingerprint) {
      attributes.push({ type: attribute.type, value: bytes.subarray(at + 4, end) });
    }
    at = padded(end);
  }
  return {
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    class: (((type & 0x0100) >> 7) | ((type & 0x0010) >> 4)) as StunClass,
    transactionId: bytes.subarray(8, STUN_HEADER_BYTES),
    attributes,
    isAuthentic: (key) => integrityAt !== null && hasIntegrity(bytes, integrityAt, key),
  };
}

/** The value of an attribute; of several, the first. */
export function attributeOf({ attributes }: StunMessage, type: number): Buffer | undefined {
  return attributes.find((attribute) => attribute.type === type)?.value;
}

function hasIntegrity(bytes: Buffer, at: number, key: Buffer): boolean {
  const covered = Buffer.from(bytes.subarray(0, at));
  setLength(covered, at + INTEGRITY_ATTRIBUTE_BYTES);
  const given = bytes.subarray(at + 4, at + INTEGRITY_ATTRIBUTE_BYTES);
  const expected = createHmac('sha1', key).update(covered).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function encodeAttribute({ type, value }: StunAttribute): Buffer {
  const bytes = Buffer.alloc(4 + padded(value.length));
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

/** The bits of the class lie between those of the method (RFC 8489, section 5). */
function typeOf(method: number, kind: StunClass): number {
  const bits = (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2);
  return bits | ((kind & 1) << 4) | ((kind & 2) << 7);
}

/** Writes how long the message will be, its header not counted. */
function setLength(message: Buffer, bytes: number): void {
  message.writeUInt16BE(bytes - STUN_HEADER_BYTES, 2);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
