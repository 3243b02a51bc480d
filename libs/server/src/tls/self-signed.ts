import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { generate } from 'selfsigned';
import type { TlsIdentity } from '../http/node-server.ts';
import { localAddresses } from './local-addresses.ts';

/** How long the certificate is valid. It is made anew at each start; Safari refuses more than 825 days. */
const VALID_DAYS = 30;
/** What a server listens on to be reached by any address; no name of a machine. */
const EVERYWHERE: ReadonlySet<string> = new Set(['::', '0.0.0.0']);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a certificate for this machine, by all the names and addresses it may
 * be reached at. Browsers warn of it once, and then treat the page as a secure
 * context, which cameras need.
 * @param extraHost one more name or address, if the server was given one.
 */
export async function createSelfSigned(extraHost?: string): Promise<TlsIdentity> {
  const now = Date.now();
  const names = new Set(['localhost', '127.0.0.1', '::1', hostname(), ...localAddresses()]);
  if (extraHost !== undefined && !EVERYWHERE.has(extraHost)) names.add(extraHost);
  const pems = await generate([{ name: 'commonName', value: 'rtc-call' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of phones differ; a certificate from the future is refused.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...names].map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
