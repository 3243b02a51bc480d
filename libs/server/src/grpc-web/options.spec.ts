import { describe, expect, it } from 'vitest';
import { createGrpcWebHandler } from './handler.ts';

describe('the options', () => {
  it.each([
    [{ maxRequestBytes: -1 }, /maxRequestBytes must be a whole number/],
    [{ maxRequestBytes: 1.5 }, /maxRequestBytes must be a whole number/],
    [{ preflightMaxAgeSeconds: Number.NaN }, /preflightMaxAgeSeconds must be a whole number/],
    [{ streamHeadersWithinMs: -1 }, /streamHeadersWithinMs must be 0/],
    [{ endReadWithinMs: Number.NaN }, /endReadWithinMs must be 0/],
    [{ allowedOrigins: ['*'] }, /"\*" in allowedOrigins is no origin/],
    [{ allowedOrigins: ['https://example.org/'] }, /"https:\/\/example\.org\/" in allowedOrigins is no origin/],
    [{ allowedOrigins: ['https://example.org:443'] }, /"https:\/\/example\.org:443" in allowedOrigins is no origin/],
    [{ allowedOrigins: ['example.org'] }, /"example\.org" in allowedOrigins is no origin/],
  ])('%j are refused in words', (options, words) => {
    expect(() => createGrpcWebHandler({ services: [], allowedOrigins: [], ...options })).toThrowError(words);
  });

  it.each(['https://example.org', 'http://[::1]:8080', 'chrome-extension://abcdefgh', 'null'])('admit %s', (origin) => {
    expect(() => createGrpcWebHandler({ services: [], allowedOrigins: [origin] })).not.toThrow();
  });
});
