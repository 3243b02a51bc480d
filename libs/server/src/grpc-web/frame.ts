/** One byte of flags, then the length of what follows in four, big-endian (gRPC's Length-Prefixed-Message). */
export const FRAME_PREFIX_BYTES = 5;

/** What the first byte of a frame says. */
export const FRAME_FLAGS = {
  message: 0x00,
  compressedMessage: 0x01,
  trailers: 0x80,
} as const;

/** One frame, with its prefix. */
export function encodeFrame(flags: number, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_PREFIX_BYTES + payload.length);
  frame.writeUInt8(flags, 0);
  frame.writeUInt32BE(payload.length, 1);
  frame.set(payload, FRAME_PREFIX_BYTES);
  return frame;
}
