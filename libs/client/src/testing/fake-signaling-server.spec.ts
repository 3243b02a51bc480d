import type { JoinResponse } from '@rtc-call/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeSignalingServer, type FakeSignalingServerOptions } from './fake-signaling-server.ts';

let clock: FakeClock;
let server: FakeSignalingServer;

function start(options: FakeSignalingServerOptions = {}): void {
  clock = new FakeClock();
  server = new FakeSignalingServer({ clock, ...options });
}

afterEach(() => expect(server.unexpected).toEqual([]));

/** A client that only listens. */
class Listener {
  readonly heard: JoinResponse[] = [];
  ended: unknown = null;
  readonly transport: SignalingTransport;
  readonly #joinId: string;

  constructor(readonly name: string) {
    this.transport = server.transport(name);
    this.#joinId = `join-${name}`.padEnd(16, '-');
  }

  async listen(pool = 0): Promise<void> {
    const profile = { displayName: this.name, microphoneOn: false, cameraOn: false };
    const request = { room: 'room', profile, joinId: this.#joinId };
    try {
      for await (const response of this.transport.join(request, { signal: new AbortController().signal, pool })) {
        this.heard.push(response);
      }
      this.ended = 'well';
    } catch (thrown) {
      this.ended = thrown;
    }
  }

  kinds(): (string | undefined)[] {
    return this.heard.map(({ event }) => event.oneofKind);
  }

  /** Renames itself, as its n-th batch. */
  rename(sequence: number, displayName: string, pool = 0): Promise<unknown> {
    const [first] = this.heard;
    if (first?.event.oneofKind !== 'welcome' || first.event.welcome.session === undefined)
      throw new Error('not joined');
    const { session } = first.event.welcome;
    const profile = { displayName, microphoneOn: false, cameraOn: false };
    return this.transport.send(
      { session, sequence, messages: [{ message: { oneofKind: 'profile', profile } }] },
      { signal: new AbortController().signal, pool },
    );
  }
}

async function joined(...names: string[]): Promise<Listener[]> {
  const listeners = names.map((name) => new Listener(name));
  for (const listener of listeners) {
    void listener.listen();
    await clock.advanceAsync(10);
  }
  return listeners;
}

async function names(): Promise<(string | undefined)[]> {
  return (await server.participants('room')).map(({ profile }) => profile?.displayName);
}

describe('the fake signaling server', () => {
  test('serves real rooms', async () => {
    start({ capacity: 2 });
    const [ada, mina, third] = await joined('Ada', 'Mina', 'Third');
    expect(ada?.kinds()).toEqual(['welcome', 'participantJoined']);
    expect(mina?.kinds()).toEqual(['welcome']);
    expect(third?.ended).toMatchObject({ code: 'room-full', retryable: true });
    await clock.advanceAsync(5_000);
    expect(ada?.kinds()).toContain('heartbeat');
    expect(await names()).toEqual(['Ada', 'Mina']);
  });

  test('loses its rooms when it is killed, and whoever calls meanwhile is told that nobody is there', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    server.kill();
    await clock.advanceAsync(1);
    expect(ada?.ended).toMatchObject({ code: 'connection-lost', retryable: true });
    const refused = mina?.rename(1, 'Mina O.');
    await Promise.all([clock.advanceAsync(5), expect(refused).rejects.toMatchObject({ code: 'server-unreachable' })]);
    server.start();
    expect(await names()).toEqual([]);
  });

  test('loses nothing with a store, and any of its servers goes on', async () => {
    start({ rooms: 'store', servers: 3 });
    const [ada] = await joined('Ada', 'Mina');
    server.kill(0);
    await clock.advanceAsync(1);
    expect(ada?.ended).toMatchObject({ code: 'connection-lost' });
    void ada?.rename(1, 'Ada O.', 1);
    await clock.advanceAsync(5);
    expect(await names()).toEqual(['Ada O.', 'Mina']);
  });

  test('says that the store is out of reach', async () => {
    start({ rooms: 'store' });
    const [ada] = await joined('Ada');
    server.strike({ kind: 'store-outage', forMs: 1_000 });
    const refused = ada?.rename(1, 'Ada O.');
    await Promise.all([
      clock.advanceAsync(5),
      expect(refused).rejects.toMatchObject({ code: 'store-unavailable', retryable: true }),
    ]);
    await clock.advanceAsync(1_000);
    void ada?.rename(1, 'Ada O.');
    await clock.advanceAsync(5);
    expect(await names()).toEqual(['Ada O.']);
  });

  test('deals with what came while it stood still when it goes on', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    server.pause();
    void ada?.rename(1, 'Ada O.');
    await clock.advanceAsync(9_000);
    expect(mina?.kinds()).toEqual(['welcome']);
    server.goOn();
    await clock.advanceAsync(5);
    expect(mina?.kinds()).toEqual(['welcome', 'heartbeat', 'participantUpdated']);
  });

  test('sends its clients elsewhere before it stops', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    const stopped = server.stop(0, 1_000);
    await clock.advanceAsync(900);
    expect([ada, mina].map((each) => each?.kinds().at(-1))).toEqual(['resumeElsewhere', 'resumeElsewhere']);
    await clock.advanceAsync(200);
    await stopped;
    expect(ada?.ended).toMatchObject({ code: 'server-stopping', retryable: true });
  });
});

describe('a network that does not carry everything', () => {
  test('loses a request, or its answer, and says so or not', async () => {
    start();
    const [ada] = await joined('Ada');
    server.strike({ kind: 'lose', client: 'Ada', what: 'request', noticed: true });
    await Promise.all([
      expect(ada?.rename(1, 'One')).rejects.toMatchObject({ code: 'connection-lost' }),
      clock.advanceAsync(5),
    ]);
    expect(await names()).toEqual(['Ada']);
    server.strike({ kind: 'lose', client: 'Ada', what: 'answer', noticed: false });
    let settled = false;
    void ada?.rename(1, 'Two').finally(() => {
      settled = true;
    });
    await clock.advanceAsync(60_000);
    expect(settled).toBe(false);
    expect(server.struck).toEqual(new Map([['lose', 2]]));
  });

  test('brings a request twice, which counts once', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    server.strike({ kind: 'repeat', client: 'Ada', method: 'send', ms: 500 });
    await Promise.all([expect(ada?.rename(1, 'Ada O.')).resolves.toEqual({ acknowledged: 1 }), clock.advanceAsync(5)]);
    await clock.advanceAsync(1_000);
    expect(mina?.kinds()).toEqual(['welcome', 'participantUpdated']);
  });

  test('keeps the events of a stream in order when one is late, and misses one that is lost', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    server.strike({ kind: 'delay', client: 'Mina', what: 'event', ms: 100 });
    void ada?.rename(1, 'One');
    await clock.advanceAsync(10);
    server.strike({ kind: 'lose', client: 'Mina', what: 'event', noticed: false });
    void ada?.rename(2, 'Two');
    await clock.advanceAsync(10);
    void ada?.rename(3, 'Three');
    await clock.advanceAsync(50);
    expect(mina?.kinds()).toEqual(['welcome']);
    await clock.advanceAsync(50);
    const seen = mina?.heard.map(({ event }) =>
      event.oneofKind === 'participantUpdated' ? event.participantUpdated.participant?.profile?.displayName : null,
    );
    expect(seen).toEqual([null, 'One', 'Three']);
    expect(mina?.heard[2]?.previous).not.toBe(mina?.heard[1]?.position);
  });

  test('swallows what goes over the open connections, and nothing over others', async () => {
    start();
    const [ada, mina] = await joined('Ada', 'Mina');
    server.strike({ kind: 'swallow', client: 'Ada' });
    void ada?.rename(1, 'Over the dead one', 0);
    await clock.advanceAsync(100);
    void ada?.rename(1, 'Over another', 1);
    await clock.advanceAsync(100);
    expect(await names()).toEqual(['Over another', 'Mina']);
    expect(ada?.kinds()).toEqual(['welcome', 'participantJoined']);
    expect(ada?.ended).toBeNull();
    expect(mina?.kinds()).toEqual(['welcome', 'participantUpdated']);
  });

  test('holds back what is sent during a partition', async () => {
    start();
    const [ada] = await joined('Ada');
    server.strike({ kind: 'partition', client: 'Ada', forMs: 1_000 });
    void ada?.rename(1, 'Ada O.');
    await clock.advanceAsync(900);
    expect(await names()).toEqual(['Ada']);
    await clock.advanceAsync(200);
    expect(await names()).toEqual(['Ada O.']);
  });

  test('goes offline, and tells when it is back', async () => {
    start();
    const [ada] = await joined('Ada');
    let back = 0;
    server.connectivity('Ada').onPromising(() => {
      back += 1;
    });
    server.strike({ kind: 'offline', client: 'Ada', forMs: 1_000 });
    await clock.advanceAsync(5);
    expect(ada?.ended).toMatchObject({ code: 'connection-lost' });
    await Promise.all([
      expect(ada?.rename(1, 'Ada O.')).rejects.toMatchObject({ code: 'server-unreachable' }),
      clock.advanceAsync(5),
    ]);
    expect(back).toBe(0);
    await clock.advanceAsync(1_000);
    expect(back).toBe(1);
  });

  test('lets a reader that does not read fall behind what is kept', async () => {
    start({ window: { entries: 4, bytes: 1_000_000 } });
    const [ada, mina] = await joined('Ada', 'Mina');
    server.strike({ kind: 'stall', client: 'Mina', forMs: 1_000 });
    for (let sequence = 1; sequence <= 10; sequence += 1) {
      void ada?.rename(sequence, `Name ${sequence}`);
      await clock.advanceAsync(10);
    }
    await clock.advanceAsync(1_000);
    expect(mina?.ended).toMatchObject({ code: 'connection-lost', retryable: false });
  });
});
