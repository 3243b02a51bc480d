import { describe, expect, it } from 'vitest';
import { sourceFailure, unplugged } from './source-failure.ts';

describe('sourceFailure', () => {
  it.each([
    ['NotAllowedError', 'denied', 'does not let this page use the camera'],
    ['SecurityError', 'denied', 'does not let this page use the camera'],
    ['NotFoundError', 'missing', 'No camera was found'],
    ['OverconstrainedError', 'missing', 'chosen camera is not connected'],
    ['NotReadableError', 'busy', 'another program'],
    ['AbortError', 'busy', 'another program'],
    ['TypeError', 'unknown', 'The browser says: detail'],
  ])('%s is %s', (name, reason, words) => {
    const failure = sourceFailure('camera', new DOMException('detail', name), true);
    expect(failure).toMatchObject({ kind: 'camera', reason });
    expect(failure.message).toContain(words);
  });

  it('names the microphone when it is the microphone', () => {
    expect(sourceFailure('microphone', new DOMException('', 'NotFoundError'), true).message).toContain('microphone');
    expect(unplugged('microphone').message).not.toContain('camera');
  });

  it('tells a frame without the permission from a user who refuses', () => {
    const refused = new DOMException('Permission denied', 'NotAllowedError');
    const failure = sourceFailure('microphone', refused, false);
    expect(failure.reason).toBe('denied');
    expect(failure.message).toContain('allow="camera; microphone"');
  });

  it('tells the operating system from a user who refuses', () => {
    const refused = new DOMException('Permission denied by system', 'NotAllowedError');
    expect(sourceFailure('camera', refused, true).message).toContain('operating system');
  });

  it('makes a sentence of whatever is thrown', () => {
    expect(sourceFailure('camera', 'oops', true)).toMatchObject({ reason: 'unknown' });
    expect(sourceFailure('camera', 'oops', true).message).toContain('oops');
  });
});
