import { describe, expect, it } from 'vitest';
import { encodeGrpcMessage } from './grpc-message.ts';
import { encodeTrailers, trailerEntries } from './trailers.ts';

describe('encodeGrpcMessage', () => {
  it.each([
    ['plain words', 'plain words'],
    ['100 %', '100 %25'],
    ['\t\ntest\r\n', '%09%0Atest%0D%0A'],
    ['Unicode ☺ and 😈', 'Unicode %E2%98%BA and %F0%9F%98%88'],
    [' spaces at the ends ', '%20spaces at the ends%20'],
    ['', ''],
  ])('%j becomes %j', (message, encoded) => {
    expect(encodeGrpcMessage(message)).toBe(encoded);
    expect(decodeURIComponent(encoded)).toBe(message);
  });
});

describe('encodeTrailers', () => {
  it('writes a header block with flag and length before it, and no empty line at its end', () => {
    const frame = encodeTrailers(trailerEntries({ code: 'NOT_FOUND', message: 'no ü' }, [['x-a', '1']]));
    const block = 'grpc-status: 5\r\ngrpc-message: no %C3%BC\r\nx-a: 1\r\n';
    expect(frame.subarray(5).toString()).toBe(block);
    expect([...frame.subarray(0, 5)]).toEqual([0x80, 0, 0, 0, block.length]);
  });

  it('leaves an empty message out', () => {
    expect(trailerEntries({ code: 'OK', message: '' }, [])).toEqual([['grpc-status', '0']]);
  });
});
