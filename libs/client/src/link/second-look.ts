import type { Clock } from '../ports/clock.ts';
import { pathOf, selectedPair } from '../statistics/selected-pair.ts';

/** How long after a link has first worked it looks once more for a better path, in milliseconds. */
export const LOOK_AGAIN_AFTER_MS = 3_000;

/**
 * Looks once more for a path when the first one found is a relay over TCP or TLS. A browser ends its search with the
 * first path that works, so that a single lost packet makes it miss the relay over UDP, and every lost packet of the
 * call would then hold up all that come after it. Where UDP is blocked the second search finds what the first has
 * found; the path that there is serves meanwhile.
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
    const carrier = await this.#carrierToRelay();
    if (this.#phase !== 'due') return;
    this.#phase = 'done';
    if (carrier === 'tcp' || carrier === 'tls') this.#peerConnection.restartIce();
  }

  /** How this end speaks to its relay; null without one, and where the browser does not tell. */
  async #carrierToRelay(): Promise<'udp' | 'tcp' | 'tls' | null> {
    try {
      const report = new Map(await this.#peerConnection.getStats());
      return pathOf(report, selectedPair(report))?.local.relayProtocol ?? null;
    } catch {
      return null;
    }
  }
}
