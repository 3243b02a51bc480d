import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TlsIdentity } from '../http/node-server.ts';

/** Where the server's certificate comes from. */
export type TlsSource =
  /** Made at start, for this machine. */
  | { readonly kind: 'self-signed' }
  /** Two PEM files: the certificate with its chain, and its private key. */
  | { readonly kind: 'files'; readonly certFile: string; readonly keyFile: string };

/** What is wrong with one of the two files. */
export interface TlsFileFault {
  readonly of: 'cert' | 'key';
  readonly file: string;
  /** Going on from the file's name: "is not there". */
  readonly problem: string;
}

/** The certificate or the key cannot be used. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError';

  constructor(readonly faults: readonly TlsFileFault[]) {
    super(faults.map(({ file, problem }) => `${file} ${problem}.`).join('\n'));
  }
}

/**
 * Reads and checks a certificate and its key, so that what is wrong is told at
 * start and in words, and not at the first handshake.
 * @throws {TlsFileError}
 */
export async function readTlsFiles(certFile: string, keyFile: string): Promise<TlsIdentity> {
  const cert = await parse('cert', certFile, 'holds no PEM certificate', (pem) => new X509Certificate(pem));
  const key = await parse('key', keyFile, 'holds no PEM private key without a passphrase', createPrivateKey);
  if ('problem' in cert || 'problem' in key) throw new TlsFileError([cert, key].filter((each) => 'problem' in each));
  if (!cert.value.checkPrivateKey(key.value)) {
    throw new TlsFileError([{ of: 'key', file: keyFile, problem: `is not the key of ${certFile}` }]);
  }
  return { cert: cert.pem, key: key.pem };
}

async function parse<T>(
  of: 'cert' | 'key',
  file: string,
  otherwise: string,
  read: (pem: string) => T,
): Promise<{ readonly pem: string; readonly value: T } | TlsFileFault> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { of, file, problem: code === 'ENOENT' ? 'is not there' : `cannot be read (${code})` };
  }
  try {
    return { pem, value: read(pem) };
  } catch {
    return { of, file, problem: otherwise };
  }
}
