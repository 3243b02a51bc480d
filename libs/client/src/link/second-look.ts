import type { Clock } from '../ports/clock.ts';
import type { LinkPath } from '../statistics/link-statistics.ts';
import { pathOf, selectedPair } from '../statistics/selected-pair.ts';

/** How long after a link has first worked it looks once more for a better path, in milliseconds. */
export const LOOK_AGAIN_AFTER_MS = 3_000;

/**
 * Looks once more for a path when the first one found may be a relay over TCP or TLS. A browser ends its search with
 * the first path that works, so that a single lost packet makes it miss the relay over UDP, and every lost packet of
 * the call would then hold up all that come after it. Where UDP is blocked the second search finds what the first has
 * found; the path that there is serves meanwhile.
 *
 * It is for the end that offered first. Firefox answers every offer as the end that opens DTLS, also an offer of the
 * one that has done so, which Chromium then refuses (RFC 8842, section 5.5, has the roles stay). How the other end
 * speaks to its relay nobody tells, so any relay of its is worth the look.
 */
export class SecondLook {
  readonly #peerConnection: Pick<RTCPeerConnection, 'getStats' | 'restartIce'>;
  readonly #clock: Clock;
  #phase: 'unused' | 'due' | 'done' = 'unused';
  #cancelTimer = () => {};

  constructor(peerConnection: Pick<RTCPeerConnection, 'getStats' | 'restartIce'>, clock: Clock) {
    this.#peerConnection = peerConnection;
    this.#clock = clock;
  }

  /** The link works. Only the first time counts: a path that was repaired was looked for with care. */
  begin(): void {
    if (this.#phase !== 'unused') return;
    this.#phase = 'due';
    this.#cancelTimer = this.#clock.after(LOOK_AGAIN_AFTER_MS, () => void this.#look());
  }

  close(): void {
    this.#phase = 'done';
    this.#cancelTimer();
  }

  async #look(): Promise<void> {
    const path = await this.#path();
    if (this.#phase !== 'due') return;
    this.#phase = 'done';
    if (path !== null && mayBeBetter(path)) this.#peerConnection.restartIce();
  }

  /** Null where the browser does not tell. */
  async #path(): Promise<LinkPath | null> {
    try {
      const report = new Map(await this.#peerConnection.getStats());
      return pathOf(report, selectedPair(report));
    } catch {
      return null;
    }
  }
}

function mayBeBetter({ local, remote }: LinkPath): boolean {
  return local.relayProtocol === 'tcp' || local.relayProtocol === 'tls' || remote.type === 'relay';
}
