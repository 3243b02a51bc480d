import { type CallPage, longestGap, SMALL_PICTURES_A_SECOND, watchFrames } from '@rtc-call/lab';
import { expect } from 'vitest';
import { expectNobodyLeft } from './rooms.ts';

/**
 * How much longer than in the undisturbed call the longest gap may be: by one picture, in milliseconds, and by half. So
 * much do two calls on one busy machine differ of which nothing is done to either, since the longest of many gaps is
 * whatever the machine did worst. A link that was made anew would also show in `whatStays`.
 */
const GAP_NOISE = { ms: 1_000 / SMALL_PICTURES_A_SECOND, factor: 1.5 } as const;

/** A call to whose servers something is done, beside a call of another server to which nothing is done. */
export class WatchedCall {
  readonly #pages: readonly CallPage[];
  readonly #control: readonly CallPage[];
  readonly #before: readonly unknown[];

  private constructor(pages: readonly CallPage[], control: readonly CallPage[], before: readonly unknown[]) {
    this.#pages = pages;
    this.#control = control;
    this.#before = before;
  }

  /** Begins to watch both; each is whole, has media, and makes small pictures. */
  static async begin(pages: readonly CallPage[], control: readonly CallPage[]): Promise<WatchedCall> {
    const before = await Promise.all(pages.map(whatStays));
    await Promise.all(pages.map((page) => page.forgetViews()));
    await Promise.all([...pages, ...control].map(watchFrames));
    return new WatchedCall(pages, control, before);
  }

  /**
   * Asserts that the media have not noticed anything so far: nobody left or came, every link is the one that it was, and
   * no gap between pictures was longer than in the undisturbed call, but for noise.
   */
  async expectUndisturbed(): Promise<void> {
    const [gap, usual] = await Promise.all([longestGap(this.#pages), longestGap(this.#control)]);
    for (const page of this.#pages) {
      const others = this.#pages.filter((other) => other !== page);
      await expectNobodyLeft(page, others);
    }
    expect(await Promise.all(this.#pages.map(whatStays))).toEqual(this.#before);
    expect(gap, `and ${usual} ms in the call that was left alone`).toBeLessThanOrEqual(
      usual * GAP_NOISE.factor + GAP_NOISE.ms,
    );
  }
}

/** Who the page is, and over which peer connections, paths and negotiations it holds its links. */
async function whatStays(page: CallPage): Promise<unknown> {
  return { selfId: (await page.view()).selfId, links: await page.links() };
}
