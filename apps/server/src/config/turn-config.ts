import { isIP } from 'node:net';
import { COTURN_LIMITS, parseTurnUrl, SERVER_DEFAULTS, type TurnserverConfOptions } from '@rtc-call/server';
import type { CheckedValues } from './check-values.ts';
import { peerRangeOf, portRangeOf, turnAddressOf } from './coturn-values.ts';
import type { Fault } from './fault.ts';

/** What `turn-config` prints, but for the secret; and all that is missing for it. */
export interface TurnConfig {
  readonly options: Omit<TurnserverConfOptions, 'secret'>;
  readonly faults: readonly Fault[];
}

/** The configuration of a coturn that serves these URLs. */
export function turnConfig(values: CheckedValues): TurnConfig {
  const urls = values.turn ?? [];
  const places = urls.map(parseTurnUrl).filter((place) => place !== null);
  const named = (values['turn-address'] ?? []).map(turnAddressOf);
  const inUrls = [...new Set(places.map(({ host }) => host))].filter((host) => isIP(host) !== 0);
  const addresses = named.length > 0 ? named : inUrls.map((host) => ({ public: host, private: null }));
  const range = values['turn-ports'];
  const relayPorts = range === undefined ? COTURN_LIMITS.relayPorts : portRangeOf(range);
  const certFile = values['turn-tls-cert'];
  const keyFile = values['turn-tls-key'];
  const tls = certFile === undefined || keyFile === undefined ? null : { certFile, keyFile };
  const options = {
    urls,
    realm: values['turn-realm'] ?? places[0]?.host ?? '',
    addresses,
    relayPorts,
    tls,
    quotas: {
      perUser: values['turn-user-quota'] ?? fullRoom(values['room-capacity'], urls.length),
      total: values['turn-total-quota'] ?? relayPorts.last - relayPorts.first + 1,
      kilobitsPerSecond: values['turn-bandwidth'] ?? COTURN_LIMITS.kilobitsPerSecond.default,
    },
    allowPeers: (values['turn-allow-peer'] ?? []).map(peerRangeOf),
  };
  return {
    options,
    faults: missing(
      options,
      places.some(({ transport }) => transport === 'tls'),
    ),
  };
}

/** What one participant may need while its room is full. */
function fullRoom(capacity: number = SERVER_DEFAULTS.roomCapacity, urls: number): number {
  return (capacity - 1) * urls * COTURN_LIMITS.allocationsPerUrlAndLink;
}

function missing({ urls, addresses, tls }: TurnConfig['options'], hasTls: boolean): readonly Fault[] {
  const need = (subject: string, right: string): Fault => ({ subject, given: null, wrong: 'is missing', right });
  if (urls.length === 0) {
    return [need('--turn', 'Give the URLs that participants will be given, such as turn:turn.example.com.')];
  }
  return [
    ...(addresses.length > 0
      ? []
      : [need('--turn-address', 'Give the address of the machine that coturn runs on, such as 203.0.113.7.')]),
    ...(!hasTls || tls !== null
      ? []
      : [need('--turn-tls-cert or --turn-tls-key', 'A turns: URL needs both a certificate and its key.')]),
  ];
}
