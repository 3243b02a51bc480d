import type { Clock } from '../../ports/clock.ts';
import type { FakePeerConnection } from './fake-peer-connection.ts';

/** What lies between fake peer connections: they find one another by their ICE credentials, without a network. */
export class FakeAir {
  readonly #clock: Clock;
  readonly #byFragment = new Map<string, FakePeerConnection>();
  #connections = 0;
  /** Pairs of pages between which nothing gets through. */
  readonly #interrupted = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A name for the next connection of a page; no other has it. */
  nextName(page: string): string {
    this.#connections += 1;
    return `${page}-${this.#connections}`;
  }

  /** A connection can be found by this username fragment. */
  add(fragment: string, connection: FakePeerConnection): void {
    this.#byFragment.set(fragment, connection);
  }

  remove(connection: FakePeerConnection): void {
    for (const [fragment, known] of this.#byFragment) if (known === connection) this.#byFragment.delete(fragment);
  }

  find(fragment: string): FakePeerConnection | undefined {
    return this.#byFragment.get(fragment);
  }

  isInterrupted(onePage: string, otherPage: string): boolean {
    return this.#interrupted.has(pairOf(onePage, otherPage));
  }

  /** Lets nothing through between two pages for a time, as when a network is changed. */
  interrupt(onePage: string, otherPage: string, forMs: number): void {
    const pair = pairOf(onePage, otherPage);
    this.#interrupted.add(pair);
    this.#tell();
    this.#clock.after(forMs, () => {
      this.#interrupted.delete(pair);
      this.#tell();
    });
  }

  #tell(): void {
    for (const connection of new Set(this.#byFragment.values())) connection.pathChanged();
  }
}

function pairOf(one: string, other: string): string {
  return [one, other].sort().join(' and ');
}
