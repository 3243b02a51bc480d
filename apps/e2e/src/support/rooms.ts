import { type CallPage, type CallView, viewsWithout } from '@rtc-call/lab';
import { expect } from 'vitest';
import { expectMediaFromAll } from './media-flows.ts';

/** Lets each of these pages join in turn, and waits until everybody sees and hears everybody. */
export async function gather(...people: readonly (readonly [name: string, page: CallPage])[]): Promise<void> {
  const pages = people.map(([, page]) => page);
  for (const [name, page] of people) await page.join(name);
  await expectWhole(pages);
  await Promise.all(pages.map((page) => expectMediaFromAll(page, pages.length - 1)));
}

/**
 * Waits until each of these pages is in the room with all others, and with nobody else, over links that work, and
 * reaches the server.
 * @param withinMs fails when it takes longer, in milliseconds. Default: as long as a busy machine needs.
 */
export async function expectWhole(pages: readonly CallPage[], withinMs?: number): Promise<void> {
  await expect
    .poll(async () => missing(await Promise.all(pages.map((page) => page.view()))), {
      interval: 50,
      ...(withinMs !== undefined && { timeout: withinMs }),
    })
    .toEqual([]);
}

/** What is still missing, in words. */
function missing(views: readonly CallView[]): readonly string[] {
  const ids = views.map(({ selfId }) => selfId);
  return views.flatMap((view) => {
    const whole = ids.filter((id) => id !== view.selfId).map((id) => `${id} here connected`);
    const shown = view.others.map(({ id, presence, link }) => `${id} ${presence} ${link}`);
    const isWhole = view.phase === 'joined' && view.connection === 'online' && sameMembers(shown, whole);
    return isWhole ? [] : [`${view.selfId} is ${view.phase} ${view.connection} and sees ${shown.join(', ')}`];
  });
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.toSorted().join() === others.toSorted().join();
}

/**
 * Asserts that since `forgetViews` the page was in the room all the time, and so was each of `others`: nobody was told to
 * have left or come.
 */
export async function expectNobodyLeft(page: CallPage, others: readonly CallPage[]): Promise<void> {
  expect(await viewsWithout(page, others)).toEqual([]);
}
