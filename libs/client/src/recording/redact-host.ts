import type { Pseudonyms } from './pseudonyms.ts';

/** What says nothing of anybody. */
const NOBODYS = new Set(['0.0.0.0', '127.0.0.1', '::', '::1', 'localhost']);

/** An address or the name of a host, whatever form it has. */
export function redactHost(address: string, pseudonyms: Pseudonyms): string {
  const plain = plainHost(address);
  return plain === '' || NOBODYS.has(plain) ? address : pseudonyms.of('host', plain);
}

/** Without what the same address may be written with: brackets, the dot of the root, and a percent sign that is escaped (RFC 6874). */
function plainHost(address: string): string {
  return address
    .replace(/^\[/, '')
    .replace(/[\].]$/, '')
    .replace('%25', '%')
    .toLowerCase();
}
