import { setTimeout as delay } from 'node:timers/promises';
import { Guest } from './guest.ts';

/** How often one is begun, in milliseconds, whether or not the one before it has ended. */
const EVERY_MS = 25;

/** Two guests of one room of whom one sends and the other says when it came. */
export class RoundTrips {
  readonly #from: Guest;
  readonly #to: Guest;
  readonly #awaited = new Map<string, () => void>();
  #count = 0;

  private constructor(server: string, room: string, bothIn: () => void) {
    let missing = 2;
    const enter = () => {
      missing -= 1;
      if (missing === 0) bothIn();
    };
    this.#from = new Guest(server, room, {
      onEvent({ oneofKind }) {
        if (oneofKind === 'welcome') enter();
      },
    });
    this.#to = new Guest(server, room, {
      onEvent: (event) => {
        if (event.oneofKind === 'welcome') enter();
        if (event.oneofKind !== 'signalReceived') return;
        this.#awaited.get(event.signalReceived.signal?.negotiationId ?? '')?.();
      },
    });
  }

  static async between(server: string, room: string): Promise<RoundTrips> {
    const bothIn = Promise.withResolvers<void>();
    const trips = new RoundTrips(server, room, bothIn.resolve);
    void trips.#from.stay();
    void trips.#to.stay();
    await bothIn.promise;
    return trips;
  }

  /** The milliseconds from each Send to its SignalReceived, of all that are begun before `end`. */
  async measure(end: Promise<unknown>): Promise<readonly number[]> {
    const trips: Promise<number>[] = [];
    const stop = new AbortController();
    void end.finally(() => stop.abort());
    while (!stop.signal.aborted) {
      trips.push(this.#once());
      await delay(EVERY_MS);
    }
    return Promise.all(trips);
  }

  end(): void {
    this.#from.go();
    this.#to.go();
  }

  async #once(): Promise<number> {
    this.#count += 1;
    const negotiationId = String(this.#count);
    const arrived = Promise.withResolvers<void>();
    this.#awaited.set(negotiationId, arrived.resolve);
    const start = performance.now();
    void this.#from.send({
      oneofKind: 'signal',
      signal: {
        to: this.#to.participantId,
        toIncarnation: '',
        signal: {
          link: 'main',
          generation: 1,
          negotiationId,
          payload: { oneofKind: 'endOfCandidates', endOfCandidates: {} },
        },
      },
    });
    await arrived.promise;
    this.#awaited.delete(negotiationId);
    return performance.now() - start;
  }
}
