import { describe, expect, it } from 'vitest';
import { Base64Reader, encodeText } from './text-mode.ts';

function read(...chunks: string[]): string {
  const reader = new Base64Reader();
  const decoded = chunks.map((chunk) => reader.push(Buffer.from(chunk)));
  reader.end();
  return Buffer.concat(decoded).toString();
}

describe('Base64Reader', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], ''],
    ['whole groups', ['aGVs', 'bG8h'], 'hello!'],
    ['groups cut anywhere', ['a', 'GVsb', 'G', '8', 'h'], 'hello!'],
    ['padding at the end', ['aGVsbG8='], 'hello'],
    ['padding in the middle', ['aA==ZWxsbw=='], 'hello'],
    ['padding in the middle, cut', ['aA=', '=ZQ', '==bGxv'], 'hello'],
  ])('reads %s', (_, chunks, decoded) => {
    expect(read(...chunks)).toBe(decoded);
  });

  it.each([
    ['a group that is not full', ['aGV']],
    ['a character outside of the alphabet', ['aGV-']],
    ['a line break', ['aGVs\n', 'bG8']],
    ['padding within a group', ['a=Vs']],
    ['padding alone', ['====']],
  ])('refuses %s', (_, chunks) => {
    expect(() => read(...chunks)).toThrowError(expect.objectContaining({ reason: 'message-malformed' }));
  });

  it('reads what encodeText() wrote, piece after piece', () => {
    const pieces = ['a', 'bc', 'def', 'ghij'].map((text) => encodeText(Buffer.from(text)));
    expect(read(pieces.join(''))).toBe('abcdefghij');
  });
});
