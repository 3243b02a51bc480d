import { expect, test, vi } from 'vitest';
import { browserLocks } from '../browser.ts';
import { acquireStreamSlot, STREAM_SLOTS } from './stream-slots.ts';

/** Another page of this origin, as far as locks are concerned. */
function openPage() {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const locks = frame.contentWindow?.navigator.locks ?? null;
  expect(locks).not.toBeNull();
  expect(locks).not.toBe(navigator.locks);
  return { locks, close: () => frame.remove() };
}

test('slots are counted across pages, and come back when a page is closed', async () => {
  const serverOrigin = `http://server-${crypto.randomUUID()}`;
  const other = openPage();
  const takeHere = () => acquireStreamSlot({ locks: browserLocks(), serverOrigin });
  const takeThere = () => acquireStreamSlot({ locks: other.locks, serverOrigin });

  const slots = [await takeHere(), await takeThere(), await takeHere(), await takeThere()];
  expect(slots).toHaveLength(STREAM_SLOTS);
  expect(slots).not.toContain(null);
  expect(await takeHere()).toBeNull();
  expect(await takeThere()).toBeNull();

  slots[0]?.release();
  const freed = await vi.waitUntil(takeThere);
  expect(await takeHere()).toBeNull();
  freed.release();

  other.close();
  const afterwards = [await vi.waitUntil(takeHere), await vi.waitUntil(takeHere), await vi.waitUntil(takeHere)];
  expect(await takeHere()).toBeNull();
  for (const slot of [slots[2], ...afterwards]) slot?.release();
});
