import { describe, expect, it } from 'vitest';
import { checkOptions } from './call-options.ts';

describe('the options of a call', () => {
  it('are normalised: the server to its origin, the name trimmed, the room composed', () => {
    const decomposed = 'café'.normalize('NFD');
    expect(checkOptions({ server: 'https://call.example/x/', room: decomposed, displayName: ' Ada ' })).toEqual({
      server: 'https://call.example',
      room: 'café',
      displayName: 'Ada',
      rejoinOnReload: true,
    });
  });

  it('let a page refuse that a reload brings it back', () => {
    expect(checkOptions({ server: 'http://localhost:1', room: 'a', rejoinOnReload: false }).rejoinOnReload).toBe(false);
  });

  it.each(['weekly', 'R2-D2_x.y', '주간회의', 'हिन्दी'])('take "%s" for a room', (room) => {
    expect(checkOptions({ server: 'http://localhost:1', room }).room).toBe(room.normalize('NFC'));
  });

  it.each(['', 'a b', 'a/b', 'x'.repeat(65), '😀'])('do not take "%s" for a room', (room) => {
    expect(() => checkOptions({ server: 'http://localhost:1', room })).toThrow(/room's name has 1 to 64/);
  });

  it('name every fault at once', () => {
    const check = () => checkOptions({ server: 'ftp://x', room: 'a b', displayName: 'x'.repeat(81) });
    expect(check).toThrow(/server must be.*ftp:\/\/x.*room's name.*at most 80/);
    expect(check).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
