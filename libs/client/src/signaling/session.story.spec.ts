import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeSignalingServer, type FakeSignalingServerOptions } from '../testing/fake-signaling-server.ts';
import { WAITING_LIMITS } from './outbox.ts';
import { Page } from './testing/page.ts';

let clock: FakeClock;
let server: FakeSignalingServer;

async function inRoom(options: FakeSignalingServerOptions = {}): Promise<[Page, Page]> {
  clock = new FakeClock();
  server = new FakeSignalingServer({ clock, ...options });
  const pages: [Page, Page] = [new Page(server, clock, 'ada'), new Page(server, clock, 'mina')];
  await clock.advanceAsync(50);
  return pages;
}

/** Has one page say numbered things to the other, one each so many milliseconds. */
async function chatter(from: Page, to: Page, count: number, everyMs: number): Promise<string[]> {
  const said = Array.from({ length: count }, (_, index) => `n${index}`);
  for (const id of said) {
    from.tell(to, id);
    await clock.advanceAsync(everyMs);
  }
  return said;
}

afterEach(() => expect(server.unexpected).toEqual([]));

describe('two pages in a real room', () => {
  it('lose nothing and double nothing when connections break', async () => {
    const [ada, mina] = await inRoom();
    server.follow([
      { at: 20, fault: { kind: 'cut', client: 'mina' } },
      { at: 55, fault: { kind: 'cut', client: 'ada' } },
      { at: 80, fault: { kind: 'lose', client: 'ada', what: 'answer', method: 'send', noticed: true } },
      { at: 120, fault: { kind: 'lose', client: 'ada', what: 'request', method: 'send', noticed: false } },
      { at: 150, fault: { kind: 'lose', client: 'mina', what: 'event', noticed: false } },
    ]);
    const said = await chatter(ada, mina, 30, 10);
    await clock.advanceAsync(15_000);
    expect(mina.heard).toEqual(said);
    expect([ada.welcomes, mina.welcomes].map(({ length }) => length)).toEqual([1, 1]);
    expect([...server.struck.keys()].sort()).toEqual(['cut', 'lose']);
    expect(server.streamCount).toBe(2);
  });

  it('notice that a connection swallows everything, and come back before anybody is taken for gone', async () => {
    const [ada, mina] = await inRoom();
    server.strike({ kind: 'swallow', client: 'mina' });
    ada.tell(mina, 'n');
    await clock.advanceAsync(8_100);
    expect(mina.heard).toEqual(['n']);
    await clock.advanceAsync(10_000);
    expect(ada.kinds).toEqual(['participantJoined', 'rosterSettled']);
    expect(mina.welcomes).toHaveLength(1);
    expect(mina.connections).toEqual([]);
  });

  it('notice it within little more than a second when they have something to say', async () => {
    const [ada, mina] = await inRoom();
    server.strike({ kind: 'swallow', client: 'ada' });
    ada.tell(mina, 'n');
    await clock.advanceAsync(1_010);
    expect(mina.heard).toEqual(['n']);
    expect(ada.connections).toEqual([]);
  });

  it('say that they reconnect while they are offline, and come back as soon as the browser says so', async () => {
    const [ada, mina] = await inRoom();
    server.connectivity('ada').onPromising(() => ada.session.nudge());
    server.strike({ kind: 'offline', client: 'ada', forMs: 5_000 });
    const said = await chatter(ada, mina, 50, 99);
    expect(ada.connections).toEqual(['reconnecting']);
    expect(mina.heard).toEqual([]);
    await clock.advanceAsync(100);
    expect(ada.connections).toEqual(['reconnecting', 'online']);
    expect(mina.heard).toEqual(said);
    expect(ada.welcomes).toHaveLength(1);
  });

  it('are welcomed again, as who they are, when more happened than is kept', async () => {
    const [ada, mina] = await inRoom({ window: { entries: 8, bytes: 64 * 1024 } });
    server.strike({ kind: 'offline', client: 'ada', forMs: 2_000 });
    for (let count = 0; count < 20; count += 1) {
      mina.rename(`mina ${count}`);
      await clock.advanceAsync(10);
    }
    await clock.advanceAsync(10_000);
    expect(ada.welcomes).toHaveLength(2);
    expect(new Set(ada.incarnations).size).toBe(1);
    expect(ada.welcomes[1]?.participants.map(({ profile }) => profile?.displayName)).toEqual(['ada', 'mina 19']);
    expect(mina.kinds).toContain('participantReturned');
  });

  it('are welcomed again, as who they are, when they had more to say than may wait', async () => {
    const [ada, mina] = await inRoom();
    server.strike({ kind: 'offline', client: 'ada', forMs: 2_000 });
    await clock.advanceAsync(10);
    for (let count = 0; count <= WAITING_LIMITS.messages; count += 1) ada.tell(mina, `too much ${count}`);
    await clock.advanceAsync(10_000);
    expect(ada.welcomes).toHaveLength(2);
    expect(new Set(ada.incarnations).size).toBe(1);
    expect(mina.kinds).toContain('participantReturned');
    ada.tell(mina, 'again');
    await clock.advanceAsync(100);
    expect(mina.heard.at(-1)).toBe('again');
    expect(mina.heard.length).toBeLessThan(10);
  });

  it('come back with what they are into the next life of a server that was killed', async () => {
    const [ada, mina] = await inRoom();
    server.strike({ kind: 'kill', server: 0, backAfterMs: 1_000 });
    await clock.advanceAsync(10_000);
    for (const page of [ada, mina]) {
      expect(page.welcomes).toHaveLength(2);
      expect(new Set(page.incarnations).size).toBe(1);
      expect(page.welcomes[0]?.epoch).not.toBe(page.welcomes[1]?.epoch);
      expect(page.connections).toEqual(['reconnecting', 'online']);
      expect(page.kinds).toContain('rosterSettled');
    }
    expect((await server.participants('room')).map(({ id }) => id).sort()).toEqual([ada.id, mina.id].sort());
    const said = await chatter(ada, mina, 3, 10);
    expect(mina.heard).toEqual(said);
  });

  it('move to other servers without a word when theirs is about to stop', async () => {
    let ready = 1;
    const [ada, mina] = await inRoom({ rooms: 'store', servers: 2, balance: () => ready });
    ready = 0;
    const moving = server.stop(1, 200);
    const said = await chatter(ada, mina, 40, 10);
    await moving;
    await clock.advanceAsync(100);
    expect(mina.heard).toEqual(said);
    for (const page of [ada, mina]) {
      expect(page.welcomes).toHaveLength(1);
      expect(page.connections).toEqual([]);
    }
    expect(server.streamCount).toBe(2);
  });

  it('wait for a store that cannot be reached', async () => {
    const [ada, mina] = await inRoom({ rooms: 'store' });
    server.strike({ kind: 'store-outage', forMs: 10_000 });
    const said = await chatter(ada, mina, 10, 100);
    await clock.advanceAsync(15_000);
    expect(mina.heard).toEqual(said);
    expect(ada.connections).toEqual(['reconnecting', 'online']);
  });

  it('start anew when the store was lost', async () => {
    const [ada, mina] = await inRoom({ rooms: 'store' });
    server.strike({ kind: 'store-loss' });
    await clock.advanceAsync(15_000);
    expect(ada.welcomes).toHaveLength(2);
    const said = await chatter(ada, mina, 3, 10);
    expect(mina.heard).toEqual(said);
  });
});

describe('a page in a real room', () => {
  it('is away when it is hidden, and back as it was when it is shown', async () => {
    const [ada, mina] = await inRoom();
    ada.session.hide();
    await clock.advanceAsync(1_000);
    mina.tell(ada, 'n');
    await clock.advanceAsync(100);
    ada.session.show();
    await clock.advanceAsync(100);
    expect(mina.kinds).toEqual(['participantAway', 'participantReturned']);
    expect(ada.heard).toEqual(['n']);
    expect(ada.welcomes).toHaveLength(1);
  });

  it('is the same participant after a reload, in another incarnation', async () => {
    const [ada, mina] = await inRoom();
    ada.session.hide();
    await clock.advanceAsync(500);
    const reloaded = new Page(server, clock, 'ada', ada.session);
    await clock.advanceAsync(100);
    expect(reloaded.id).toBe(ada.id);
    expect(reloaded.incarnations).not.toEqual(ada.incarnations);
    expect(mina.kinds).toEqual(['participantAway', 'participantReturned']);
  });

  it('that another goes on for is told so, and does not come back', async () => {
    const [ada] = await inRoom();
    const other = new Page(server, clock, 'ada', ada.session);
    await clock.advanceAsync(15_000);
    expect(ada.closed).toMatchObject({ code: 'superseded' });
    expect(other.closed).toBeNull();
    expect(server.streamCount).toBe(2);
  });

  it('that leaves while it joins leaves nobody behind', async () => {
    const [, mina] = await inRoom();
    const hasty = new Page(server, clock, 'hasty');
    hasty.session.leave();
    expect(hasty.closed).toBe('left');
    await clock.advanceAsync(100);
    expect(mina.kinds).toEqual(['participantJoined', 'participantLeft']);
    expect(server.streamCount).toBe(2);
  });

  it('that finds its room full on the way back is told so', async () => {
    const [ada] = await inRoom({ capacity: 2 });
    server.strike({ kind: 'offline', client: 'ada', forMs: 15_000 });
    await clock.advanceAsync(14_500);
    const third = new Page(server, clock, 'third');
    await clock.advanceAsync(10_000);
    expect(third.welcomes).toHaveLength(1);
    expect(ada.closed).toMatchObject({ code: 'room-full' });
  });
});
