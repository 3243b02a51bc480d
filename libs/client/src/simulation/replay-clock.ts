import { FakeClock } from '../testing/fake-clock.ts';

/** A clock that is turned only while the browser has nothing left to do, so that no timeout runs ahead of real packets. */
export class ReplayClock extends FakeClock {
  readonly #settled: () => Promise<void>;

  constructor(settled: () => Promise<void>) {
    super();
    this.#settled = settled;
  }

  protected override settled(): Promise<void> {
    return this.#settled();
  }
}
