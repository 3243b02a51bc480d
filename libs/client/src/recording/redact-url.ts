import type { Pseudonyms } from './pseudonyms.ts';
import { redactHost } from './redact-host.ts';

/** What is read of a TURN URL, and tells nothing of anybody (RFC 7065, section 3.1). */
const TRANSPORT = /^\?transport=(?:udp|tcp|tls)/i;
/** Host and port, which begin what follows the user (RFC 3986, section 3.2). */
const HOST_PORT = /^(\[[^\]]*\]?|[\p{L}\p{N}._~%-]*)(:\d+)?/u;
/** What closes a sentence or a bracket after a URL. */
const CLOSING = /^[/)\]}>.,;:!?'"’”»…]*$/;

/**
 * What follows the scheme of a URL, up to the next space: of `user@host:port`
 * the port stays, and of the rest what transport a TURN server is asked for.
 * Paths and queries may name rooms and hold tokens.
 */
export function redactUrl(url: string, pseudonyms: Pseudonyms): string {
  const [beforeQuery = ''] = url.split(/[?#]/, 1);
  // The last one, since a password may have one, and a slash, that are not escaped.
  const at = beforeQuery.lastIndexOf('@');
  const user = at === -1 ? '' : `${pseudonyms.of('user', url.slice(0, at))}@`;
  const [place = ''] = url.slice(at + 1).split(/[/?#]/, 1);
  const after = url.slice(at + 1 + place.length);
  const [hostPort = '', host = '', port = ''] = HOST_PORT.exec(place) ?? [];
  const between = redactRest(place.slice(hostPort.length), pseudonyms);
  const [transport = ''] = TRANSPORT.exec(after) ?? [];
  return (
    user +
    redactHost(host, pseudonyms) +
    port +
    between +
    transport +
    redactRest(after.slice(transport.length), pseudonyms)
  );
}

function redactRest(rest: string, pseudonyms: Pseudonyms): string {
  return CLOSING.test(rest) ? rest : rest.charAt(0) + pseudonyms.of('path', rest.slice(1));
}
