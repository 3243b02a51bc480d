import { describe, expect, it } from 'vitest';
import { checkRequirements, type Environment, REQUIRED_FEATURES, type RequiredFeature } from './requirements.ts';

function environment(lacks: readonly RequiredFeature[], isSecureContext = true): Environment {
  return { isSecureContext, origin: 'http://192.168.1.5:8080', has: (feature) => !lacks.includes(feature) };
}

describe('checkRequirements', () => {
  it('finds nothing wrong with a browser that has everything', () => {
    expect(checkRequirements(environment([]))).toBeNull();
  });

  it.each(REQUIRED_FEATURES)('names %s when a secure page lacks it, and what works', (feature) => {
    const error = checkRequirements(environment([feature]));
    expect(error?.code).toBe('unsupported-browser');
    expect(error?.message).toContain(feature);
    expect(error?.message).toContain('Firefox');
    expect(error?.retryable).toBe(false);
  });

  it('names all that is missing at once', () => {
    const error = checkRequirements(environment(['RTCPeerConnection', 'RTCDataChannel']));
    expect(error?.message).toContain('it has no WebRTC (RTCPeerConnection or RTCDataChannel).');
  });

  it('blames the page, not the browser, where an insecure page has no devices', () => {
    const error = checkRequirements(environment(['navigator.mediaDevices'], false));
    expect(error?.code).toBe('insecure-context');
    expect(error?.message).toMatch(/http:\/\/192\.168\.1\.5:8080.*https.*localhost/);
  });

  it('refuses an insecure page also where the browser shows it the devices', () => {
    expect(checkRequirements(environment([], false))?.code).toBe('insecure-context');
  });

  it('blames the browser first: https would not help one without WebRTC', () => {
    expect(checkRequirements(environment(['RTCPeerConnection', 'navigator.mediaDevices'], false))?.code).toBe(
      'unsupported-browser',
    );
  });
});
