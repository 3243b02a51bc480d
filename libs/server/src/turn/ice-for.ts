import { randomBytes } from 'node:crypto';
import { type IceConfiguration, type IceServer, IceTransportPolicy } from '@rtc-call/contract';
import { TURN_LIMITS } from './limits.ts';
import { mintTurnCredentials } from './turn-credentials.ts';

export interface IceForOptions {
  readonly stun: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string; readonly ttlSeconds: number } | null;
  readonly relayOnly: boolean;
  /** The time of day, in milliseconds since 1970. */
  unixTimeMs(): number;
}

/** What somebody is given as ICE servers: a participant, by its id; or null, whoever tests its network before it joins. */
export type IceFor = (participantId: string | null) => IceConfiguration;

/** Says what participants are given as ICE servers, with a credential of their own each time. */
export function createIceFor({ stun, turn, relayOnly, unixTimeMs }: IceForOptions): IceFor {
  const transportPolicy = relayOnly ? IceTransportPolicy.RELAY : IceTransportPolicy.UNSPECIFIED;
  const stunServers: readonly IceServer[] =
    stun.length === 0 ? [] : [{ urls: [...stun], username: '', credential: '' }];
  return (participantId) => {
    if (turn === null) return { servers: [...stunServers], validForSeconds: 0, transportPolicy };
    const { urls, secret, ttlSeconds } = turn;
    const validForSeconds = participantId === null ? Math.min(ttlSeconds, TURN_LIMITS.preflightTtlSeconds) : ttlSeconds;
    const expiresAt = unixTimeMs() / 1_000 + validForSeconds;
    const credentials = mintTurnCredentials(secret, participantId ?? nobody(), expiresAt);
    return { servers: [...stunServers, { urls: [...urls], ...credentials }], validForSeconds, transportPolicy };
  };
}

/** Another one each time, so that those who test do not use up each other's quota. */
function nobody(): string {
  return `preflight-${randomBytes(8).toString('base64url')}`;
}
