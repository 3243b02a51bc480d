import type { Pseudonyms } from './pseudonyms.ts';
import { redactHost } from './redact-host.ts';
import { redactUrl } from './redact-url.ts';

// What is looked through comes from other pages too. So each pattern takes a time
// that grows no faster than the text: it begins once in a run of characters, by
// looking behind or by taking the run as a whole, or what it takes is bounded.
const FINGERPRINT = /\b(?:[0-9a-f]{2}:){7,63}[0-9a-f]{2}\b/gi;
/** As candidates (RFC 8839, section 5.1, and its extension `ufrag`) and error messages have them. */
const FRAGMENT = /\b(ufrag|pwd|password)([ =:]+)(\S+)/gi;
const ASSIGNED = /\b(username|credential|token|secret)([=:] ?)(\S+)/gi;
/** Of web and ICE servers. */
const WEB_ADDRESS = /\b((?:https?|wss?|stuns?|turns?):(?:\/\/)?)(\S+)/gi;
const CANDIDATE = /\b(candidate:\S{1,64} \d{1,5} \S{1,16} \d{1,10} )(\S+)/gi;
const RELATED = /\b(raddr )(\S+)/gi;
/** With the zone, if there is one (RFC 4007, section 11). */
const IPV6 = /(?:[0-9a-f]{0,4}:){2,}[0-9a-f.]*(?:%[\w.-]+)?/gi;
const USER = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?=[\p{L}\p{N}[])/gu;
/** At least two labels, of which the last one is no number; of one label nobody can tell that it is a host. */
const NAME = /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}_-]+/gu;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3,}/g;

/** A text without addresses, names of hosts, fingerprints and credentials. */
export function redactText(text: string, pseudonyms: Pseudonyms): string {
  const host = (address: string) => redactHost(address, pseudonyms);
  const password = (_: string, word: string, between: string, value: string) => {
    return word + between + pseudonyms.of(word.toLowerCase() === 'ufrag' ? 'ufrag' : 'password', value);
  };
  return text
    .replace(FINGERPRINT, (value) => pseudonyms.of('fingerprint', value.toUpperCase()))
    .replace(FRAGMENT, password)
    .replace(WEB_ADDRESS, (_, scheme: string, rest: string) => scheme + redactUrl(rest, pseudonyms))
    .replace(ASSIGNED, password)
    .replace(CANDIDATE, (_, before: string, value: string) => before + host(value))
    .replace(RELATED, (_, before: string, value: string) => before + host(value))
    .replace(IPV6, host)
    .replace(USER, (user) => `${pseudonyms.of('user', user.slice(0, -1))}@`)
    .replace(NAME, host)
    .replace(IPV4, host);
}
