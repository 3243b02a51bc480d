import type { StunErrorCode } from '../stun/stun-error-code.ts';

/**
 * Why a TURN server cannot be used.
 * - `no-such-host`: its name has no address.
 * - `refused`: nothing listens on the port.
 * - `unreachable`: there is no way to the address.
 * - `no-answer`: nothing comes back; a firewall, or something else listens there.
 * - `certificate-expired`, `certificate-untrusted`, `certificate-wrong-host`: TLS, as a browser would see it too.
 * - `no-tls`: what listens there does not speak TLS, or none that is still used.
 * - `not-turn`: what listens there does not speak TURN.
 * - `wrong-secret`: it does not take our credentials.
 * - `open-relay`: it asks for none, and relays for anybody.
 * - `quota`: it has as many allocations as it may.
 * - `peer-denied`: it does not relay to itself, where two who both need a relay meet.
 * - `relay-silent`: it relays, and nothing arrives.
 * - `rejected`: it refuses for another reason.
 */
export type TurnFault =
  | { readonly kind: Exclude<TurnFaultKind, 'rejected' | DetailedKind> }
  | { readonly kind: DetailedKind; readonly detail: string }
  /** By an error of STUN (RFC 8489, section 14.8). */
  | { readonly kind: 'rejected'; readonly code: number; readonly reason: string };

type DetailedKind =
  | 'unreachable'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'certificate-wrong-host'
  | 'no-tls'
  | 'peer-denied'
  | 'relay-silent';

export type TurnFaultKind =
  | 'no-such-host'
  | 'refused'
  | 'no-answer'
  | 'not-turn'
  | 'wrong-secret'
  | 'open-relay'
  | 'quota'
  | 'rejected'
  | DetailedKind;

/** A TURN server cannot be used. */
export class TurnError extends Error {
  override readonly name = 'TurnError';
  readonly fault: TurnFault;

  constructor(fault: TurnFault, options?: ErrorOptions) {
    super('detail' in fault ? `${fault.kind}: ${fault.detail}` : fault.kind, options);
    this.fault = fault;
  }
}

/** What a refusal says about the server. */
export function refusalError({ code, reason }: StunErrorCode): TurnError {
  switch (code) {
    case 401:
    case 441:
      return new TurnError({ kind: 'wrong-secret' });
    case 403:
      return new TurnError({ kind: 'peer-denied', detail: reason });
    case 486:
    case 508:
      return new TurnError({ kind: 'quota' });
    default:
      return new TurnError({ kind: 'rejected', code, reason });
  }
}
