import type { TurnFault } from '../client/turn-fault.ts';
import { parseTurnUrl } from '../ice-url.ts';

/** What is wrong with a TURN server, and where to look, in a sentence or two. */
export function describeTurnFault(url: string, fault: TurnFault): string {
  const { host, port, transport } = parseTurnUrl(url) ?? { host: url, port: 0, transport: 'udp' };
  const door = `${transport === 'udp' ? 'UDP' : 'TCP'} port ${port}`;
  switch (fault.kind) {
    case 'no-such-host':
      return `There is no address for ${host}: its name is wrong, or the name server is out of reach.`;
    case 'refused':
      return `Nothing listens on ${door} of ${host}: coturn is not running, or listens elsewhere.`;
    case 'unreachable':
      return `There is no way to ${host} from here (${fault.detail}).`;
    case 'no-answer':
      return `Nothing comes back from ${door} of ${host}: a firewall drops it, or what listens there is no TURN server.`;
    case 'certificate-expired':
      return `The certificate of ${host} is not valid at this time (${fault.detail}): renew it, and let coturn load it.`;
    case 'certificate-untrusted':
      return `The certificate of ${host} is none that is trusted here, and browsers will not trust it either (${fault.detail}): take one of a public authority, with its chain.`;
    case 'certificate-wrong-host':
      return `The certificate is none for ${host} (${fault.detail}): name it in the certificate, or take the name that is in it.`;
    case 'no-tls':
      return `What listens on ${door} of ${host} does not speak TLS (${fault.detail}): coturn may have no certificate.`;
    case 'not-turn':
      return `What listens on ${door} of ${host} does not speak TURN.`;
    case 'wrong-secret':
      return 'It does not take our credentials: its static-auth-secret is another, or its clock is.';
    case 'open-relay':
      return 'It asks for no credentials, and relays for anybody: give it use-auth-secret and the secret, as turn-config does.';
    case 'quota':
      return 'It has as many allocations as it may: raise its quotas, or give it more ports.';
    case 'peer-denied':
      return `It does not relay to its own address (${fault.detail}), where two participants who both need a relay meet: allow that with allowed-peer-ip, as turn-config does.`;
    case 'relay-silent':
      return `It relays, but nothing arrives at ${fault.detail}, an address of its own: its external-ip is wrong, or a firewall drops UDP to its relay ports.`;
    case 'rejected':
      return `It refuses with ${fault.code} ${fault.reason}.`;
  }
}
