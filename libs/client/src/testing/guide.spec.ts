import { describe, expect, test } from 'vitest';
import { type FaultPlan, makeFaultPlan, SeededRandom, TestWorld } from './index.ts';

// The examples of docs/testing.md, word for word: a change here is one there.

describe('the guide', () => {
  test('a server is killed and started again while the clock is turned', async () => {
    const world = new TestWorld();
    const you = world.openPage('You', { room: 'support' });
    const ada = world.addParticipant('Ada', { room: 'support' });
    ada.do({ kind: 'join' });
    void you.call.join();
    await world.until(() => you.call.snapshot.participants[0]?.link === 'connected');
    const { selfId } = you.call.snapshot;
    const [connection] = you.connections.open;

    world.server.kill();
    await world.advance(3_000);
    expect(you.call.snapshot.phase).toMatchObject({ name: 'joined', connection: 'reconnecting' });
    expect(you.call.snapshot.participants[0]?.link).toBe('connected');

    world.server.start();
    await world.advance(10_000);
    expect(you.call.snapshot.phase).toMatchObject({ name: 'joined', connection: 'online' });
    expect(you.call.snapshot.selfId).toBe(selfId);
    expect(you.connections.open).toEqual([connection]);
  });

  test('faults that drop and delay, and the same again from the seed', async () => {
    /** The call of one who stays, while another one is renamed all the time and messages are lost and late. */
    async function run(seed: number): Promise<{ plan: FaultPlan; struck: string[]; names: string[] }> {
      const struck: string[] = [];
      const world = new TestWorld({
        seed,
        server: { struck: (fault) => struck.push(`${world.clock.now()} ${JSON.stringify(fault)}`) },
      });
      const you = world.openPage('You', { room: 'support' });
      const ada = world.addParticipant('Ada', { room: 'support' });
      void you.call.join();
      ada.do({ kind: 'join' });
      await world.until(() => you.call.snapshot.participants.length === 1);

      const plan = makeFaultPlan(new SeededRandom(seed), {
        clients: ['You', 'Ada'],
        kinds: ['lose', 'delay'],
        count: 20,
        withinMs: 10_000,
      });
      world.server.follow(plan);
      ada.play(
        Array.from({ length: 20 }, (_, n) => ({ at: 500 * n, action: { kind: 'rename', displayName: `Ada ${n}` } })),
      );
      await world.advance(10_000);
      world.server.disarm();
      await world.advance(30_000);

      expect(world.server.unexpected).toEqual([]);
      return { plan, struck, names: you.call.snapshot.participants.map(({ displayName }) => displayName) };
    }

    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32));
    const first = await run(seed);
    expect(first.struck.length, `seed ${seed}`).toBeGreaterThan(0);
    expect(first.names, `SEED=${seed} plays ${JSON.stringify(first.plan)} again`).toEqual(['Ada 19']);
    expect(await run(seed)).toEqual(first);
  });
});
