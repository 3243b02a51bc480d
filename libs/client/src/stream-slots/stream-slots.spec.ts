import { describe, expect, it } from 'vitest';
import { FakeLocks } from '../testing/fake-locks.ts';
import { acquireStreamSlot, limitsStreams, STREAM_SLOTS, type StreamSlot, tooManyCalls } from './stream-slots.ts';

const serverOrigin = 'http://localhost:8080';

// The browser's own locks, across pages, are in stream-slots.browser.spec.ts.
const locks = new FakeLocks();

async function takeAll(origin: string): Promise<StreamSlot[]> {
  const slots: StreamSlot[] = [];
  for (let slot = await acquireStreamSlot({ locks, serverOrigin: origin }); slot !== null; ) {
    slots.push(slot);
    slot = await acquireStreamSlot({ locks, serverOrigin: origin });
  }
  return slots;
}

describe('stream slots', () => {
  it('gives out four, and one more when one was given back', async () => {
    const slots = await takeAll(serverOrigin);
    expect(slots).toHaveLength(STREAM_SLOTS);

    slots[2]?.release();
    const freed = await acquireStreamSlot({ locks, serverOrigin });
    expect(freed).not.toBeNull();
    expect(await acquireStreamSlot({ locks, serverOrigin })).toBeNull();
    for (const slot of [...slots, freed]) slot?.release();
  });

  it('gives each slot to one only when all ask at once', async () => {
    const asked = Array.from({ length: 10 }, () => acquireStreamSlot({ locks, serverOrigin: 'http://at-once' }));
    const slots = (await Promise.all(asked)).filter((slot) => slot !== null);
    expect(slots).toHaveLength(STREAM_SLOTS);
    for (const slot of slots) slot.release();
  });

  it('counts each server by itself', async () => {
    const slots = await takeAll('http://one');
    const other = await acquireStreamSlot({ locks, serverOrigin: 'http://two' });
    expect(other).not.toBeNull();
    for (const slot of [...slots, other]) slot?.release();
  });

  it('lets a slot be given back twice', async () => {
    const slot = await acquireStreamSlot({ locks, serverOrigin: 'http://twice' });
    slot?.release();
    slot?.release();
    const all = await takeAll('http://twice');
    expect(all).toHaveLength(STREAM_SLOTS);
    for (const taken of all) taken.release();
  });

  it('counts nothing where there are no locks, or where they may not be used', async () => {
    const forbidden = { request: () => Promise.reject(new DOMException('sandboxed', 'SecurityError')) };
    for (const without of [null, forbidden]) {
      for (let call = 0; call < STREAM_SLOTS + 1; call++) {
        expect(await acquireStreamSlot({ locks: without, serverOrigin })).not.toBeNull();
      }
    }
  });

  it('says why there is none, and what helps', () => {
    const error = tooManyCalls();
    expect(error.code).toBe('too-many-calls');
    expect(error.retryable).toBe(true);
    expect(error.message).toMatch(/already has 4 calls.*Close the tab.*--https/);
  });
});

describe('limitsStreams', () => {
  it.each([
    ['http/1.1', true],
    ['http/1.0', true],
    ['h2', false],
    ['h3', false],
    // What the browser does not tell.
    ['', false],
  ])('%j: %s', (protocol, limited) => {
    expect(limitsStreams(protocol)).toBe(limited);
  });
});
