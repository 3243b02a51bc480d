/** Why a request was refused (RFC 8489, section 14.8). */
export interface StunErrorCode {
  readonly code: number;
  readonly reason: string;
}

/** Reads ERROR-CODE; null where it holds none. */
export function decodeErrorCode(value: Buffer | undefined): StunErrorCode | null {
  if (value === undefined || value.length < 4) return null;
  const code = (value.readUInt8(2) & 0x07) * 100 + value.readUInt8(3);
  return { code, reason: value.toString('utf8', 4).replace(/\0+$/, '') };
}
