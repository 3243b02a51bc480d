import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decompress, parseEncoding } from './compression.ts';

describe('parseEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['identity', 'identity'],
    ['gzip', 'gzip'],
    [' GZIP ', 'gzip'],
  ])('%s is %s', (header, encoding) => {
    expect(parseEncoding(header)).toBe(encoding);
  });

  it('names what would do, when it refuses', () => {
    expect(() => parseEncoding('zstd')).toThrowError(
      expect.objectContaining({ code: 'UNIMPLEMENTED', meta: { 'grpc-accept-encoding': 'identity,gzip' } }),
    );
  });
});

describe('decompress', () => {
  const limit = 4096;
  const full = randomBytes(limit);

  it('leaves alone what is not flagged, also where a compression is named', async () => {
    expect(await decompress({ compressed: false, payload: full }, 'gzip', limit)).toBe(full);
  });

  it('takes a message of just the limit', async () => {
    expect(await decompress({ compressed: true, payload: gzipSync(full) }, 'gzip', limit)).toEqual(full);
  });

  it('stops at the limit, whatever the compressed size', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    await expect(decompress({ compressed: true, payload: bomb }, 'gzip', limit)).rejects.toMatchObject({
      reason: 'message-too-large',
    });
  });

  it.each([
    ['no gzip', Buffer.from('plain'), 'gzip', 'message-malformed'],
    ['cut gzip', gzipSync(full).subarray(0, 100), 'gzip', 'message-malformed'],
    ['a flag without a compression', gzipSync(full), 'identity', 'encoding-missing'],
  ] as const)('refuses %s', async (_, payload, encoding, reason) => {
    await expect(decompress({ compressed: true, payload }, encoding, limit)).rejects.toMatchObject({ reason });
  });
});
