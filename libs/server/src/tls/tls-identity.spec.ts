import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAddresses } from './local-addresses.ts';
import { createSelfSigned } from './self-signed.ts';
import { readTlsFiles, TlsFileError } from './tls-identity.ts';

let directory: string;
const file = (name: string) => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rtc-call-tls-'));
  const [one, other] = await Promise.all([createSelfSigned(), createSelfSigned()]);
  await writeFile(file('cert.pem'), one.cert);
  await writeFile(file('key.pem'), one.key);
  await writeFile(file('other-key.pem'), other.key);
  await writeFile(file('nonsense.pem'), 'nonsense');
});
afterAll(() => rm(directory, { recursive: true }));

describe('a certificate made at start', () => {
  it('is good for every name and address of this machine, now, and for a server', async () => {
    const certificate = new X509Certificate((await createSelfSigned('calls.example')).cert);
    for (const name of ['localhost', hostname(), 'calls.example']) expect(certificate.checkHost(name)).toBe(name);
    for (const ip of ['127.0.0.1', '::1', ...localAddresses()]) expect(certificate.checkIP(ip)).toBe(ip);
    expect(new Date(certificate.validFrom).getTime()).toBeLessThan(Date.now());
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now());
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.ca).toBe(false);
  });

  it.each(['::', '0.0.0.0'])('does not name %s, which is nobody’s address', async (host) => {
    const { subjectAltName } = new X509Certificate((await createSelfSigned(host)).cert);
    expect(subjectAltName).not.toMatch(/IP Address:(0\.0\.0\.0|0:0:0:0:0:0:0:0)\b/);
  });
});

describe('certificate files', () => {
  it('are read', async () => {
    const { cert, key } = await readTlsFiles(file('cert.pem'), file('key.pem'));
    expect(new X509Certificate(cert).subject).toContain('rtc-call');
    expect(key).toContain('PRIVATE KEY');
  });

  it.each([
    ['none.pem', 'key.pem', [['cert', 'is not there']]],
    ['cert.pem', 'other-key.pem', [['key', expect.stringMatching(/^is not the key of .*cert\.pem$/)]]],
    [
      'nonsense.pem',
      'none.pem',
      [
        ['cert', 'holds no PEM certificate'],
        ['key', 'is not there'],
      ],
    ],
    ['cert.pem', 'cert.pem', [['key', 'holds no PEM private key without a passphrase']]],
    ['cert.pem', '.', [['key', 'cannot be read (EISDIR)']]],
  ])('%s with %s are refused, in words and all at once', async (cert, key, expected) => {
    const error: unknown = await readTlsFiles(file(cert), file(key)).then(null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TlsFileError);
    expect((error as TlsFileError).faults.map(({ of, problem }) => [of, problem])).toEqual(expected);
  });
});
