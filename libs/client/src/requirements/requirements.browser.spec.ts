import { afterEach, expect, test, vi } from 'vitest';
import { browserEnvironment } from '../browser.ts';
import { checkRequirements } from './requirements.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('this browser, on a page of this machine, can hold a call', () => {
  expect(checkRequirements(browserEnvironment())).toBeNull();
});

test('a browser whose WebRTC is taken away cannot', () => {
  vi.stubGlobal('RTCPeerConnection', undefined);
  const error = checkRequirements(browserEnvironment());
  expect(error?.code).toBe('unsupported-browser');
  expect(error?.message).toContain('WebRTC (RTCPeerConnection)');
});

test('a page that is not secure cannot', () => {
  vi.stubGlobal('isSecureContext', false);
  expect(checkRequirements(browserEnvironment())).toMatchObject({
    code: 'insecure-context',
    message: expect.stringContaining(location.origin),
  });
});
