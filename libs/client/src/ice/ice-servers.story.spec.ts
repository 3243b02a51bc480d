import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialsExpireAt } from '../testing/fake-ice.ts';
import type { FakePage } from '../testing/fake-page.ts';
import { TestWorld } from '../testing/test-world.ts';

const TURN = { urls: ['turn:turn.example'], username: 'of the participant', credential: 'secret' };
const LIFE_S = 600;
const MINUTE_MS = 60_000;

let world: TestWorld;

beforeEach(() => {
  world = new TestWorld({ server: { rooms: 'store', iceServers: [TURN], iceValidForSeconds: LIFE_S } });
});
afterEach(() => expect(world.server.unexpected).toEqual([]));

async function inRoom(...names: string[]): Promise<FakePage[]> {
  const pages = names.map((name) => world.openPage(name, { room: 'room' }));
  for (const page of pages) void page.call.join();
  await world.until(() => pages.every((page) => isConnected(page, names.length - 1)));
  return pages;
}

function isConnected({ call }: FakePage, others: number): boolean {
  const { participants } = call.snapshot;
  return participants.length === others && participants.every(({ link }) => link === 'connected');
}

/** For how long the credentials of each link are still good, in milliseconds. */
const leftOf = (pages: readonly FakePage[]): number[] =>
  pages.flatMap(({ connections }) =>
    connections.open.map((connection) => credentialsExpireAt(connection.getConfiguration()) - world.clock.now()),
  );

describe('the credentials of a call', () => {
  it('are never expired, however long it lasts, and also who comes late gets fresh ones', async () => {
    const pages = await inRoom('Ada', 'Mina');
    for (let minute = 0; minute < 30; minute += 1) {
      await world.advance(MINUTE_MS);
      expect(Math.min(...leftOf(pages))).toBeGreaterThan((LIFE_S / 4) * 1_000);
    }
    const late = world.openPage('Bob', { room: 'room' });
    void late.call.join();
    const all = [...pages, late];
    await world.until(() => all.every((page) => isConnected(page, 2)));
    expect(leftOf(all)).toHaveLength(6);
    expect(Math.min(...leftOf(all))).toBeGreaterThan((LIFE_S / 4) * 1_000);
  });

  it('are renewed as soon as the server is there again', async () => {
    const pages = await inRoom('Ada', 'Mina');
    await world.advance(5 * MINUTE_MS);
    world.server.kill();
    await world.advance(3 * MINUTE_MS);
    expect(Math.max(...leftOf(pages))).toBeLessThan(3 * MINUTE_MS);
    world.server.start();
    // No welcome comes with others, since nothing was lost; and the next try is up to half a minute away.
    await world.until(() => leftOf(pages).every((left) => left > 9 * MINUTE_MS), 8_000);
    expect(leftOf(pages)).toHaveLength(2);
  });

  it('are renewed where the question or its answer is lost', async () => {
    const pages = await inRoom('Ada', 'Mina');
    for (const what of ['request', 'answer'] as const) {
      world.server.strike({ kind: 'lose', client: 'Ada', what, method: 'getIceServers', noticed: false });
    }
    await world.advance(8 * MINUTE_MS);
    expect(world.server.struck.get('lose')).toBe(2);
    expect(Math.min(...leftOf(pages))).toBeGreaterThan(5 * MINUTE_MS);
  });

  it('are renewed at once when the page has slept over it', async () => {
    const [ada, mina] = await inRoom('Ada', 'Mina');
    if (ada === undefined || mina === undefined) throw new Error('nobody is there');
    ada.freeze();
    await world.advance(20 * MINUTE_MS);
    ada.thaw();
    await world.until(() => isConnected(ada, 1) && isConnected(mina, 1), 10_000);
    expect(Math.min(...leftOf([ada, mina]))).toBeGreaterThan((LIFE_S / 4) * 1_000);
  });

  it('are asked for no more by who has left', async () => {
    const [ada, mina] = await inRoom('Ada', 'Mina');
    void ada?.call.leave();
    void mina?.call.leave();
    await world.advance(MINUTE_MS);
    const { pending } = world.clock;
    await world.advance(30 * MINUTE_MS);
    expect(world.clock.pending).toBe(pending);
    expect(leftOf([ada, mina].filter((page) => page !== undefined))).toEqual([]);
  });
});
