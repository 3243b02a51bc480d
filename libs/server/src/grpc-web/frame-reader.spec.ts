import { describe, expect, it } from 'vitest';
import { encodeFrame } from './frame.ts';
import { FrameReader } from './frame-reader.ts';
import type { GrpcWebErrorReason } from './grpc-web-error.ts';

const LIMIT = 1000;
const message = Buffer.from('a message');

function read(...chunks: Uint8Array[]) {
  const reader = new FrameReader(LIMIT);
  for (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

describe('FrameReader', () => {
  it('reads a message however its bytes are cut', () => {
    const bytes = encodeFrame(0, message);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(read(...chunks)).toEqual({ compressed: false, payload: message });
    }
  });

  it('reads an empty message, which is not the same as none', () => {
    expect(read(encodeFrame(0, Buffer.alloc(0)))).toEqual({ compressed: false, payload: Buffer.alloc(0) });
  });

  it('tells that a message is compressed', () => {
    expect(read(encodeFrame(1, message))).toEqual({ compressed: true, payload: message });
  });

  it('takes a message of just the limit, and a compressed one that gzip made a little larger', () => {
    expect(read(encodeFrame(0, Buffer.alloc(LIMIT))).payload.length).toBe(LIMIT);
    expect(read(encodeFrame(1, Buffer.alloc(LIMIT + 30))).payload.length).toBe(LIMIT + 30);
  });

  it.each<[string, Uint8Array[], GrpcWebErrorReason]>([
    ['nothing', [], 'message-count'],
    ['two messages', [encodeFrame(0, message), encodeFrame(0, message)], 'message-count'],
    ['half a prefix', [encodeFrame(0, message).subarray(0, 3)], 'message-malformed'],
    ['half a message', [encodeFrame(0, message).subarray(0, 9)], 'message-malformed'],
    ['bytes after the message', [encodeFrame(0, message), Buffer.from([0, 0])], 'message-malformed'],
    ['trailers', [encodeFrame(0x80, message)], 'message-malformed'],
    ['a reserved flag', [encodeFrame(2, message)], 'message-malformed'],
    ['trailers after the message', [encodeFrame(0, message), encodeFrame(0x80, message)], 'message-malformed'],
    ['a message over the limit', [encodeFrame(0, Buffer.alloc(LIMIT + 1))], 'message-too-large'],
  ])('refuses %s', (_, chunks, reason) => {
    expect(() => read(...chunks)).toThrowError(expect.objectContaining({ reason }));
  });

  it('refuses a length over the limit before any of the message has come', () => {
    const reader = new FrameReader(LIMIT);
    expect(() => reader.push(Buffer.from([0, 0xff, 0xff, 0xff, 0xff]))).toThrowError(/at most 1000 bytes.*4294967295/);
  });
});
