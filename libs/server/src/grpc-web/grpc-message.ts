/**
 * A status message for `grpc-message`: percent-encoded UTF-8 (gRPC over HTTP/2,
 * "Percent-Encoded"). Spaces at the ends are encoded as well, because header
 * values lose them.
 */
export function encodeGrpcMessage(message: string): string {
  const last = Buffer.byteLength(message) - 1;
  let encoded = '';
  for (const [index, byte] of Buffer.from(message).entries()) {
    const atEnd = index === 0 || index === last;
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25 && !(byte === 0x20 && atEnd);
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}
