import type { Pseudonyms } from './pseudonyms.ts';
import { redactHost } from './redact-host.ts';
import { redactText } from './redact-text.ts';

/** The attributes that hold a secret as their whole value (RFC 8839, section 5.4; RFC 8842, section 5.2; RFC 8827, section 5.1). */
const SECRETS = [
  { attribute: 'ice-ufrag', secret: 'ufrag' },
  { attribute: 'ice-pwd', secret: 'password' },
  { attribute: 'tls-id', secret: 'fingerprint' },
  { attribute: 'identity', secret: 'fingerprint' },
  { attribute: 'crypto', secret: 'password' },
] as const;

/** `IN IP4` or `IN IP6`, and the address (RFC 8866, sections 5.2 and 5.7). */
const CONNECTION_ADDRESS = /\b(IN IP[46] )(\S+)/g;

/** A description without addresses, fingerprints and credentials. Line by line, so that it is as readable as before. */
export function redactSdp(sdp: string, pseudonyms: Pseudonyms): string {
  return sdp
    .split('\n')
    .map((line) => redactLine(line, pseudonyms))
    .join('\n');
}

function redactLine(line: string, pseudonyms: Pseudonyms): string {
  // Names of standards, which look like addresses of servers.
  if (line.startsWith('a=extmap:')) return line;
  for (const { attribute, secret } of SECRETS) {
    const before = `a=${attribute}:`;
    if (line.startsWith(before)) return before + pseudonyms.of(secret, line.slice(before.length).trim()) + endOf(line);
  }
  const named = line.replace(CONNECTION_ADDRESS, (_, before: string, address: string) => {
    return before + redactHost(address, pseudonyms);
  });
  return redactText(named, pseudonyms);
}

function endOf(line: string): string {
  return line.endsWith('\r') ? '\r' : '';
}
