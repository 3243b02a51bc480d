import { parseStunUrl, parseTurnUrl } from '@rtc-call/server';
import type { Objection } from './schemas.ts';

/** What is wrong with the URL of a STUN server, or null. */
export function checkStunUrl(value: string): Objection | null {
  if (/^turns?:/i.test(value)) return { wrong: 'is a TURN server', right: `Give it by --turn ${value}.` };
  if (/^stuns:/i.test(value)) return { wrong: 'is STUN over TLS, which browsers do not use' };
  const formed = checkForm(value, 'stun');
  if (formed !== null) return formed;
  return parseStunUrl(value) === null ? { wrong: 'is no STUN URL' } : null;
}

/** What is wrong with the URL of a TURN server, or null. */
export function checkTurnUrl(value: string): Objection | null {
  if (/^stuns?:/i.test(value)) return { wrong: 'is a STUN server', right: `Give it by --stun ${value}.` };
  const formed = checkForm(value, 'turn');
  if (formed !== null) return formed;
  if (/@/.test(value)) {
    return { wrong: 'names a user, which TURN URLs do not', right: 'Leave it out; each participant gets its own.' };
  }
  if (/^turns:.*\?transport=udp$/i.test(value)) {
    return { wrong: 'is TURN over DTLS, which browsers do not use', right: 'Write ?transport=tcp, or leave it out.' };
  }
  const [, transport] = /\?(.*)$/.exec(value) ?? [];
  if (transport !== undefined && !/^transport=(udp|tcp)$/i.test(transport)) {
    return { wrong: `has "?${transport}"`, right: 'There can be ?transport=udp or ?transport=tcp.' };
  }
  return parseTurnUrl(value) === null ? { wrong: 'is no TURN URL' } : null;
}

/** What is wrong with the form that all these URLs have: a scheme, a host, and maybe a port (RFC 7064, RFC 7065). */
function checkForm(value: string, scheme: 'stun' | 'turn'): Objection | null {
  if (/^(stun|turns?):\/\//i.test(value)) {
    return {
      wrong: `has slashes, which ${scheme.toUpperCase()} URLs have not`,
      right: `Write ${value.replace('//', '')}.`,
    };
  }
  if (!/^[a-z]+:/i.test(value) || /^[^:]+:\d+(\?.*)?$/.test(value)) {
    return /^(stun|turns?):/i.test(value) ? null : { wrong: 'has no scheme', right: `Write ${scheme}:${value}.` };
  }
  const port = /:(\d+)(?:\?.*)?$/.exec(value)?.[1];
  return port !== undefined && Number(port) > 65_535 && !value.endsWith(']')
    ? { wrong: 'has a port above 65535' }
    : null;
}
