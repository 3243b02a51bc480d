import { describe, expect, it } from 'vitest';
import { encodeMetadata, groupByKey, readMetadata } from './metadata.ts';

describe('readMetadata', () => {
  it.each<[string, string[], object]>([
    ['text', ['X-Name', 'value'], { 'x-name': 'value' }],
    ['repeated text', ['x', '1', 'X', '2'], { x: ['1', '2'] }],
    ['text with a comma, which is one value', ['x', 'a, b'], { x: 'a, b' }],
    ['binary, which it pads', ['x-bin', 'aGk'], { 'x-bin': 'aGk=' }],
    ['joined binary', ['x-bin', 'aGk=,aG8', 'x-bin', 'AA=='], { 'x-bin': ['aGk=', 'aG8=', 'AA=='] }],
    ["authorization, which is the handler's", ['authorization', 'Bearer t'], { authorization: 'Bearer t' }],
    [
      'nothing of the transport',
      ['content-type', 'a/b', ':path', '/', 'grpc-timeout', '1S', 'Connection', 'close'],
      {},
    ],
  ])('reads %s', (_, raw, metadata) => {
    expect(readMetadata(raw)).toEqual(metadata);
  });

  it('refuses binary values that are no base64', () => {
    expect(() => readMetadata(['x-bin', 'a b'])).toThrowError(/x-bin must be base64/);
  });

  it('takes __proto__ for a key like any other', () => {
    const metadata = readMetadata(['__proto__', 'x']);
    expect(Object.keys(metadata)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
  });
});

describe('encodeMetadata', () => {
  it('writes each value on its own, in lower-case keys', () => {
    const { entries, refused } = encodeMetadata({ 'X-A': ['1', '2'], 'grpc-status-details-bin': 'CAU' });
    expect(entries).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
      ['grpc-status-details-bin', 'CAU='],
    ]);
    expect(refused).toEqual([]);
    expect([...groupByKey(entries)]).toEqual([
      ['x-a', ['1', '2']],
      ['grpc-status-details-bin', ['CAU=']],
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['a line break', { x: 'a\r\nset-cookie: b' }],
    ['text beyond ASCII', { x: 'ü' }],
    ['binary that is no base64', { 'x-bin': '\u0000' }],
    ['a key that is no name', { 'x y': 'a' }],
    ['the status', { 'grpc-status': '0' }],
    ['the content type', { 'Content-Type': 'text/html' }],
    ['what HTTP/2 forbids', { connection: 'close' }],
    ['what opens the answer to another page', { 'access-control-allow-origin': '*' }],
  ])('refuses %s', (_, metadata) => {
    expect(encodeMetadata({ ...metadata, good: 'yes' })).toEqual({
      entries: [['good', 'yes']],
      refused: Object.keys(metadata),
    });
  });
});
