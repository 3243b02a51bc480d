import { expect, it } from 'vitest';
import { serverUrls } from './server-urls.ts';
import { localAddresses } from './tls/local-addresses.ts';

it.each([
  ['http', 'localhost', 8080, 'http://localhost:8080', []],
  ['http', '127.0.0.1', 80, 'http://127.0.0.1', []],
  ['https', '::1', 8443, 'https://[::1]:8443', []],
  ['https', '192.0.2.7', 8443, 'https://192.0.2.7:8443', ['https://192.0.2.7:8443']],
  ['https', 'calls.example', 443, 'https://calls.example', ['https://calls.example']],
] as const)('%s on %s:%i is reached at %s', (scheme, host, port, url, networkUrls) => {
  expect(serverUrls(scheme, host, port)).toEqual({ url, networkUrls });
});

it.each(['::', '0.0.0.0'])('on %s it is reached at localhost, and at each address of the network', (host) => {
  const { url, networkUrls } = serverUrls('https', host, 8443);
  expect(url).toBe('https://localhost:8443');
  const reachable = localAddresses().filter((address) => host === '::' || !address.includes(':'));
  expect(networkUrls).toHaveLength(reachable.length);
});
