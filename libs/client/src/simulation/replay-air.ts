import { promisesSettled } from '../testing/promises-settled.ts';
import type { FakeAir } from '../testing/peer-connection/fake-air.ts';
import { ReplayConnection } from './replay-connection.ts';

/** How long browsers get at most to do what they are about to, in milliseconds of real time. */
export const SETTLE_WITHIN_MS = 10_000;

/** What real connections of one run have in common: they find one another by their ICE credentials, and settle together. */
export class ReplayAir {
  readonly #air: FakeAir;
  readonly #connections: ReplayConnection[] = [];
  readonly #byFragment = new Map<string, ReplayConnection>();
  /** Something has happened since it was last seen that all had settled. */
  #isStirred = false;
  #wake: () => void = () => {};

  /** `air`: between which pages nothing gets through. */
  constructor(air: FakeAir) {
    this.#air = air;
  }

  create(configuration: RTCConfiguration, page: string): ReplayConnection {
    const connection = new ReplayConnection({ configuration, air: this, page });
    this.#connections.push(connection);
    return connection;
  }

  /** A connection goes by this username fragment, too. */
  known(connection: ReplayConnection, fragment: string | null): void {
    if (fragment !== null) this.#byFragment.set(fragment, connection);
  }

  find(fragment: string | null): ReplayConnection | undefined {
    return fragment === null ? undefined : this.#byFragment.get(fragment);
  }

  /** Whether what one page sends does not reach the other. */
  isInterrupted(from: string, to: string): boolean {
    return this.#air.isInterrupted(from, to);
  }

  /** Where a page is: connections that were made elsewhere lead nowhere. */
  placeOf(page: string): number {
    return this.#air.placeOf(page);
  }

  /** Something has happened to one of the connections. */
  stirred(): void {
    this.#isStirred = true;
    this.#wake();
  }

  /**
   * Resolves when all promises have settled that can, and the browser has done all that it does without time passing.
   * @throws {Error} when it has not in time, naming what it has left to do.
   */
  async settled(): Promise<void> {
    await promisesSettled();
    const end = performance.now() + SETTLE_WITHIN_MS;
    while (this.#isStirred) {
      this.#isStirred = false;
      const waits = this.#connections.flatMap((connection) => connection.waits());
      if (waits.length > 0) {
        await this.#stir(end, waits);
        this.#isStirred = true;
      }
      await promisesSettled();
    }
  }

  faults(): string[] {
    return this.#connections.filter(({ isClosed }) => !isClosed).flatMap((connection) => connection.faults());
  }

  close(): void {
    for (const connection of this.#connections.splice(0)) connection.close();
    this.#byFragment.clear();
  }

  #stir(end: number, waits: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () =>
        reject(new Error(`the browser has not settled in ${SETTLE_WITHIN_MS} ms: ${waits.join('; ')}`));
      const timer = setTimeout(fail, Math.max(0, end - performance.now()));
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
