import type { Pseudonyms } from './pseudonyms.ts';

/** What says nothing of anybody. */
const NOBODYS = new Set(['0.0.0.0', '127.0.0.1', '::', '::1']);

const FINGERPRINT = /\b(?:[0-9a-f]{2}:){7,}[0-9a-f]{2}\b/gi;
/** Of web and ICE servers; a name, or an IPv6 address in brackets. */
const URL_HOST = /\b((?:https?|wss?|stuns?|turns?):(?:\/\/)?)(\[[^\]\s]*\]|[^\s/:?[\]]+)/gi;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3,}/g;
const IPV6 = /(?:[0-9a-f]{0,4}:){2,}[0-9a-f.]*(?:%[\w.-]+)?/gi;
const MDNS = /[\w-]+\.local\b/gi;
/** As candidates (RFC 8839, section 5.1, and its extension `ufrag`) and error messages have them. */
const FRAGMENT = /\b(ufrag|pwd|password)([ =:]+)(\S+)/gi;
const CANDIDATE = /\b(candidate:\S+ \d+ \S+ \d+ )(\S+)/gi;
const RELATED = /\b(raddr )(\S+)/gi;

/** A text without addresses, fingerprints and credentials. */
export function redactText(text: string, pseudonyms: Pseudonyms): string {
  const host = (address: string) => redactHost(address, pseudonyms);
  return text
    .replace(FINGERPRINT, (value) => pseudonyms.of('fingerprint', value.toUpperCase()))
    .replace(FRAGMENT, (_, word: string, between: string, value: string) => {
      return word + between + pseudonyms.of(word.toLowerCase() === 'ufrag' ? 'ufrag' : 'password', value);
    })
    .replace(URL_HOST, (_, scheme: string, value: string) => scheme + host(value))
    .replace(CANDIDATE, (_, before: string, value: string) => before + host(value))
    .replace(RELATED, (_, before: string, value: string) => before + host(value))
    .replace(MDNS, host)
    .replace(IPV6, host)
    .replace(IPV4, host);
}

/** An address, whatever form it has. */
export function redactHost(address: string, pseudonyms: Pseudonyms): string {
  const plain = address.replace(/^\[|\]$/g, '').toLowerCase();
  // What a text was cleared of already is not to be given another name.
  if (plain === '' || NOBODYS.has(plain) || /^host-\d+$/.test(plain)) return address;
  return pseudonyms.of('host', plain);
}
