import { createHmac } from 'node:crypto';
import { ErrorCode, type IceConfiguration, type IceServer, IceTransportPolicy } from '@rtc-call/contract';
import { type Clock, RoomError } from '@rtc-call/room';
import { AskLimiter, type AskLimits } from './ask-limiter.ts';
import { TURN_LIMITS } from './limits.ts';
import { remoteAddress } from './remote-address.ts';
import { mintTurnCredentials } from './turn-credentials.ts';

/** How long the name of who tests is, in characters of 6 bits. */
const NAME_CHARACTERS = 16;

export interface IceForOptions {
  readonly stun: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string; readonly ttlSeconds: number } | null;
  readonly relayOnly: boolean;
  /** The time of day, in milliseconds since 1970. */
  unixTimeMs(): number;
  /** What the limit of asking keeps to. */
  readonly clock: Pick<Clock, 'now'>;
  /** How often an address may ask that is no participant's. Default: TURN_LIMITS.preflightAsks. */
  readonly asks?: AskLimits;
}

/**
 * What somebody is given as ICE servers: a participant, by its id; or null, whoever tests its network before it joins, by
 * its address where that is known.
 * @throws {RoomError} SERVER_BUSY when the address asks too often.
 */
export type IceFor = (participantId: string | null, peer?: string) => IceConfiguration;

/**
 * Says what participants are given as ICE servers, with a credential of their own each time. All who test from one address
 * hold theirs by one name, since coturn's quota for a user counts by it, and goes on with what was allocated when the
 * credential has expired.
 */
export function createIceFor(options: IceForOptions): IceFor {
  const { stun, turn, relayOnly, unixTimeMs, clock, asks = TURN_LIMITS.preflightAsks } = options;
  const limiter = new AskLimiter(asks, () => clock.now());
  const transportPolicy = relayOnly ? IceTransportPolicy.RELAY : IceTransportPolicy.UNSPECIFIED;
  const stunServers: readonly IceServer[] =
    stun.length === 0 ? [] : [{ urls: [...stun], username: '', credential: '' }];
  return (participantId, peer) => {
    if (turn === null) return { servers: [...stunServers], validForSeconds: 0, transportPolicy };
    const { urls, secret, ttlSeconds } = turn;
    const validForSeconds = participantId === null ? Math.min(ttlSeconds, TURN_LIMITS.preflightTtlSeconds) : ttlSeconds;
    const expiresAt = unixTimeMs() / 1_000 + validForSeconds;
    const credentials = mintTurnCredentials(secret, participantId ?? tester(secret, limiter, peer), expiresAt);
    return { servers: [...stunServers, { urls: [...urls], ...credentials }], validForSeconds, transportPolicy };
  };
}

/** The name of whoever tests from an address, which nobody can tell from it; those whose address is not known have one together. */
function tester(secret: string, limiter: AskLimiter, peer: string | undefined): string {
  const address = remoteAddress(peer) ?? 'unknown';
  const retryAfterMs = Math.ceil(limiter.ask(address));
  if (retryAfterMs > 0) {
    throw new RoomError(
      ErrorCode.SERVER_BUSY,
      `ICE servers without a session were asked for too often from this address. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
      { retryAfterMs },
    );
  }
  return `preflight-${createHmac('sha256', secret).update(address).digest('base64url').slice(0, NAME_CHARACTERS)}`;
}
