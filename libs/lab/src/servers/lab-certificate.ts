import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { SIGNALING, TURN_NAME } from '../network/lab-plan.ts';

/** The files of a certificate, as PEM. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Makes one for every public machine of the lab, signed by nobody. */
export async function makeLabCertificate(folder: string): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: TURN_NAME }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: TURN_NAME },
          { type: 7, ip: SIGNALING.ipv4 },
          { type: 7, ip: SIGNALING.ipv6 },
        ],
      },
    ],
  });
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await Promise.all([writeFile(certFile, pems.cert), writeFile(keyFile, pems.private, { mode: 0o600 })]);
  return { certFile, keyFile };
}
