import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** The certificate, which is its own authority. */
  readonly pem: string;
}

/**
 * Makes a certificate and its key, and writes them into a folder.
 * @param validDays from when to when, in days from now.
 */
export async function certificateFiles(
  folder: string,
  host: string,
  validDays: readonly [from: number, to: number] = [-1, 1],
): Promise<CertificateFiles> {
  const [from, to] = validDays.map((days) => new Date(Date.now() + days * DAY_MS));
  if (from === undefined || to === undefined) throw new Error('There are two of them');
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: from,
    notAfterDate: to,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  const files = {
    certFile: join(folder, `${host}${to.getTime()}.crt`),
    keyFile: join(folder, `${host}${to.getTime()}.key`),
  };
  await writeFile(files.certFile, cert);
  await writeFile(files.keyFile, key);
  return { ...files, pem: cert };
}
