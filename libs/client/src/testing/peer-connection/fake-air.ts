import type { Clock } from '../../ports/clock.ts';
import type { FakePeerConnection } from './fake-peer-connection.ts';

/** What lies between fake peer connections: they find one another by their ICE credentials, without a network. */
export class FakeAir {
  readonly #clock: Clock;
  readonly #byFragment = new Map<string, FakePeerConnection>();
  #connections = 0;
  /** From which page to which nothing gets through, and how many interruptions each is under. */
  readonly #interrupted = new Map<string, number>();
  /** How often each page has moved. */
  readonly #moves = new Map<string, number>();
  /** Whether ICE servers lead anywhere at this moment: where all paths are relayed, by their credentials. Default: all do. */
  serves: (configuration: RTCConfiguration) => boolean = () => true;

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

  /** Whether what one page sends does not reach the other. */
  isInterrupted(from: string, to: string): boolean {
    return this.#interrupted.size > 0 && this.#interrupted.has(wayOf(from, to));
  }

  /**
   * Lets nothing through between two pages for a time, as when a network is
   * changed. `out`: only what the first sends is lost.
   */
  interrupt(onePage: string, otherPage: string, forMs: number, way: 'both' | 'out' = 'both'): void {
    const ways = [wayOf(onePage, otherPage), ...(way === 'both' ? [wayOf(otherPage, onePage)] : [])];
    for (const each of ways) this.#interrupted.set(each, (this.#interrupted.get(each) ?? 0) + 1);
    this.#tell();
    this.#clock.after(forMs, () => {
      for (const each of ways) this.#restore(each);
      this.#tell();
    });
  }

  /** Where a page is: candidates that were found elsewhere lead to it no more. */
  placeOf(page: string): number {
    return this.#moves.get(page) ?? 0;
  }

  /**
   * Brings a page into another network, with other addresses. Every path that it
   * has is dead for good; new ones are found by a restart of ICE or a new connection.
   */
  move(page: string): void {
    this.#moves.set(page, this.placeOf(page) + 1);
    this.#tell();
  }

  #restore(way: string): void {
    const left = (this.#interrupted.get(way) ?? 1) - 1;
    if (left === 0) this.#interrupted.delete(way);
    else this.#interrupted.set(way, left);
  }

  #tell(): void {
    for (const connection of new Set(this.#byFragment.values())) connection.pathChanged();
  }
}

function wayOf(from: string, to: string): string {
  return `${from} to ${to}`;
}
