import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseTurnUrl } from '../ice-url.ts';
import { connectionError } from '../client/connection-fault.ts';
import { TurnClient } from '../client/turn-client.ts';
import { TurnError, type TurnFault } from '../client/turn-fault.ts';
import type { TransportAddress } from '../stun/stun-address.ts';
import { mintTurnCredentials } from '../turn-credentials.ts';
import { PROOF_LIMITS } from './limits.ts';

/** What came of the try to use a TURN server. */
export type TurnProof =
  | {
      readonly works: true;
      /** From the connection to the first packet through the relay, in milliseconds. */
      readonly tookMs: number;
    }
  | { readonly works: false; readonly fault: TurnFault };

export interface ProveOptions {
  /** The secret that the server should share. */
  readonly secret: string;
  /** Gives up. */
  readonly signal: AbortSignal;
  /** PEM certificates that are trusted instead of the usual ones. */
  readonly ca?: string;
  /** Default: PROOF_LIMITS.proofMs. */
  readonly proofMs?: number;
}

/**
 * Does what two participants would who both need a relay: allocates twice by this URL, lets each of the relayed
 * addresses reach the other, and sends a packet from one to the other.
 */
export async function proveTurn(url: string, options: ProveOptions): Promise<TurnProof> {
  const place = parseTurnUrl(url);
  if (place === null) throw new TypeError(`${url} is no TURN URL`);
  const { secret, proofMs = PROOF_LIMITS.proofMs, ca } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(proofMs)]);
  const beganAt = performance.now();
  const clients: TurnClient[] = [];
  const connect = async () => {
    const expiresAt = Date.now() / 1_000 + PROOF_LIMITS.ttlSeconds;
    const credentials = mintTurnCredentials(secret, `proof-${randomBytes(6).toString('hex')}`, expiresAt);
    const client = await TurnClient.connect(place, credentials, { signal, ...(ca !== undefined && { ca }) });
    clients.push(client);
    return client;
  };
  try {
    await relayBetween(connect, signal);
    return { works: true, tookMs: Math.round(performance.now() - beganAt) };
  } catch (error) {
    return { works: false, fault: connectionError(error).fault };
  } finally {
    // Also what failed: proofs that keep failing would use up the server's quota. The signal may be aborted by now.
    const limit = AbortSignal.timeout(PROOF_LIMITS.releaseMs);
    await Promise.all(clients.map((client) => client.release(limit)));
  }
}

async function relayBetween(connect: () => Promise<TurnClient>, signal: AbortSignal): Promise<void> {
  const [one, other] = await both(connect(), connect());
  const [here, there] = await both(one.allocate(), other.allocate());
  await both(one.createPermission(there), other.createPermission(here));
  const packet = randomBytes(16);
  const arrived = new Promise<void>((resolve) => {
    other.onData = (_, data) => data.equals(packet) && resolve();
  });
  const over = new AbortController();
  const sending = (async () => {
    let passed = 0;
    for (const at of [...PROOF_LIMITS.packetsAtMs, PROOF_LIMITS.relayMs]) {
      await delay(at - passed, undefined, { signal: AbortSignal.any([signal, over.signal]) });
      passed = at;
      one.send(there, packet);
    }
    throw new TurnError({ kind: 'relay-silent', detail: addressText(there) });
  })();
  await Promise.race([arrived, sending]).finally(() => over.abort());
}

/** Waits for both also where one fails, so that nothing is under way any more when all is given back. */
async function both<T>(one: Promise<T>, other: Promise<T>): Promise<readonly [T, T]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

function addressText({ address, port }: TransportAddress): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
