import { type IceConfiguration, IceTransportPolicy } from '@rtc-call/contract';
import { PATH_STEPS, type PathStep } from './preflight-step.ts';

/** Which servers each step looks at; a step without any is not in it. */
export interface PreflightServers {
  readonly of: ReadonlyMap<PathStep, RTCIceServer[]>;
  /** The call server wants nothing but relays to be used. */
  readonly relayOnly: boolean;
}

/**
 * Sorts servers by what they are reached over (RFC 7064 and 7065: a URL that
 * names no transport means UDP, and with `turns:` TCP). What browsers do not
 * speak, such as TURN over DTLS, is left out.
 */
export function preflightServers({ servers, transportPolicy }: IceConfiguration): PreflightServers {
  const of = new Map<PathStep, RTCIceServer[]>();
  for (const step of PATH_STEPS) {
    const found = servers.flatMap(({ urls, username, credential }) => {
      const fitting = urls.filter((url) => stepOf(url) === step);
      if (fitting.length === 0) return [];
      return step === 'stun' ? [{ urls: fitting }] : [{ urls: fitting, username, credential }];
    });
    if (found.length > 0) of.set(step, found);
  }
  const derived = stunOf(of.get('turn-udp') ?? []);
  if (!of.has('stun') && derived.length > 0) of.set('stun', [{ urls: derived }]);
  return { of, relayOnly: transportPolicy === IceTransportPolicy.RELAY };
}

function stepOf(url: string): PathStep | null {
  const scheme = url.slice(0, url.indexOf(':')).toLowerCase();
  const transport = /\?transport=(\w+)/i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'stun':
      return 'stun';
    case 'turn':
      if (transport === 'tcp') return 'turn-tcp';
      return transport === undefined || transport === 'udp' ? 'turn-udp' : null;
    case 'turns':
      return transport === undefined || transport === 'tcp' ? 'turn-tls' : null;
    default:
      return null;
  }
}

/** A TURN server is a STUN server as well (RFC 8656, 5), and browsers use it as one. */
function stunOf(turnServers: readonly RTCIceServer[]): string[] {
  return turnServers.flatMap(({ urls }) => urls).map((url) => url.replace(/^turn:/i, 'stun:').replace(/\?.*$/, ''));
}
