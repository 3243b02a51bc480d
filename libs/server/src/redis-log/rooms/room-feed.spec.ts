import { afterEach, expect, it, vi } from 'vitest';
import { REDIS_LIMITS } from '../limits.ts';
import type { Page, ReadFrom } from './page.ts';
import { RoomFeed } from './room-feed.ts';

const empty: Page = { kind: 'kept', entries: [], followedBy: 'open' };
const from: ReadFrom = { epoch: 'e', position: 5, goesOn: true };

/** A feed whose pages come when the test says so. */
function makeFeed() {
  const reads: { from: ReadFrom; answer: () => void }[] = [];
  const feed = new RoomFeed(
    (after) => new Promise((resolve) => reads.push({ from: after, answer: () => resolve(empty) })),
  );
  return { feed, reads };
}

/** Whether a wait is over by now. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => {
    over = true;
  });
  for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
  return over;
}

afterEach(() => {
  vi.useRealTimers();
});

it('wakes who waits for what is news to it, and nobody else', async () => {
  const { feed } = makeFeed();
  const { signal } = new AbortController();
  const wait = (position: number, epoch = 'e') => feed.wait({ epoch, position }, feed.newsCount, signal);
  const waits = [wait(4), wait(5), wait(5, 'another')];
  feed.heard('5 e');
  expect(await Promise.all(waits.map(isOver))).toEqual([true, false, true]);
  feed.mayHaveMissed();
  expect(await isOver(waits[1] ?? Promise.reject(new Error()))).toBe(true);
  feed.close();
});

it('does not wait for news that came while it was read', async () => {
  const { feed } = makeFeed();
  const { newsCount } = feed;
  feed.grown({ epoch: 'e', position: 6 });
  expect(await isOver(feed.wait(from, newsCount, new AbortController().signal))).toBe(true);
  feed.close();
});

it('looks for itself when it hears nothing, and not sooner when it does', async () => {
  vi.useFakeTimers();
  const { feed } = makeFeed();
  const waiting = feed.wait(from, feed.newsCount, new AbortController().signal);
  vi.advanceTimersByTime(REDIS_LIMITS.lookAgainMs - 1);
  feed.heard('5 e');
  vi.advanceTimersByTime(REDIS_LIMITS.lookAgainMs - 1);
  expect(await isOver(waiting)).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await isOver(waiting)).toBe(true);
  feed.close();
});

it('ends every wait when it is closed or the signal is aborted', async () => {
  const { feed } = makeFeed();
  const leaving = new AbortController();
  const aborted = feed.wait(from, feed.newsCount, leaving.signal);
  const closed = feed.wait(from, feed.newsCount, new AbortController().signal);
  leaving.abort();
  expect(await isOver(aborted)).toBe(true);
  expect(await isOver(closed)).toBe(false);
  feed.close();
  expect(await isOver(closed)).toBe(true);
  expect(await isOver(feed.wait(from, feed.newsCount, new AbortController().signal))).toBe(true);
});

it('reads a page once for all who want it, as long as nothing new was heard', async () => {
  const { feed, reads } = makeFeed();
  const pages = [feed.page(from), feed.page(from), feed.page({ ...from, position: 4 })];
  expect(reads).toHaveLength(2);
  feed.heard('6 e');
  pages.push(feed.page(from));
  expect(reads).toHaveLength(3);
  for (const { answer } of reads) answer();
  await Promise.all(pages);
  void feed.page(from);
  expect(reads).toHaveLength(4);
  feed.close();
});
