import { FellBehindError, StoreUnavailableError } from '@rtc-call/room';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HASH_SLOTS, hashSlot } from './connection/hash-slot.ts';
import { RedisLog } from './redis-log.ts';
import { roomKeys } from './rooms/room-keys.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { idsOf, join, Reader, tell } from './testing/entries.ts';
import { eventually } from './testing/eventually.ts';
import { RedisClusterProcess } from './testing/redis-cluster.ts';
import type { RedisProcess } from './testing/redis-process.ts';

const slotOf = (room: string) => hashSlot(roomKeys('rtc-call:1:', room).keys[0]);

describeWithRedis('RedisLog on a cluster', (program) => {
  let cluster: RedisClusterProcess;
  let log: RedisLog;
  let reading: AbortController;

  beforeEach(async () => {
    cluster = await RedisClusterProcess.start({ program });
    log = await RedisLog.connect(cluster.urls.slice(0, 1));
    reading = new AbortController();
  });
  afterEach(async () => {
    reading.abort();
    await log.close();
    await cluster[Symbol.asyncDispose]();
  });

  /** The node that keeps a third of the slots, and a room in it. */
  const third = (index: number) => {
    const node = cluster.nodes[index];
    if (node === undefined) throw new Error(`There is no node ${index}`);
    const names = Array.from({ length: 100 }, (_, n) => `room-${n}`);
    const room = names.find((name) => Math.floor((3 * slotOf(name)) / HASH_SLOTS) === index) ?? '';
    return { node, room };
  };

  it('spreads rooms over the nodes, and hears of news from each', async () => {
    for (const { node, room } of [0, 1, 2].map(third)) {
      const state = await join(log, room, 'a');
      const entries = new Reader(log, room, state, reading.signal);
      const pending = entries.take(1);
      await tell(log, room, '1');
      expect(idsOf(await pending)).toEqual(['1']);
      expect(Number(await node.ask('DBSIZE'))).toBeGreaterThan(0);
    }
  });

  it('goes on with the others when a node is away, and with all when it is back', async () => {
    const [lost, kept] = [third(2), third(1)];
    const [lostState, keptState] = [await join(log, lost.room, 'a'), await join(log, kept.room, 'a')];
    await Promise.all(cluster.nodes.map((node) => node.ask('CONFIG', 'SET', 'cluster-require-full-coverage', 'no')));
    const pending = new Reader(log, lost.room, lostState, reading.signal).next().catch((error: unknown) => error);
    await lost.node.kill();
    await eventually(() => !log.isReady);
    await expect(log.state(lost.room)).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(await log.state(kept.room)).toEqual(keptState);
    await lost.node.restart();
    await eventually(() => log.isReady);
    await cluster.isWhole();
    expect(await pending).toBeInstanceOf(FellBehindError);
    expect((await join(log, lost.room, 'a')).epoch).not.toBe(lostState.epoch);
    expect(await log.state(kept.room)).toEqual(keptState);
  });

  it('hears of news again when the node that it listened to is gone for good', async () => {
    const { node, room } = third(1);
    // It listens to the node that it was told of.
    const listenedTo = third(0).node;
    await Promise.all(cluster.nodes.map((each) => each.ask('CONFIG', 'SET', 'cluster-require-full-coverage', 'no')));
    const state = await join(log, room, 'a');
    const entries = new Reader(log, room, state, reading.signal);
    const pending = entries.take(1);
    await eventually(async () => (await channels(listenedTo)) === 1);
    await listenedTo.kill();
    const others = cluster.nodes.filter((each) => each !== listenedTo);
    await eventually(async () => {
      const counts = await Promise.all(others.map(channels));
      return counts.includes(1);
    });
    const other = await RedisLog.connect(cluster.urls, { connectMs: 500 }).catch(() => null);
    expect(other).toBeNull();
    await tell(log, room, '1');
    expect(idsOf(await pending)).toEqual(['1']);
    expect(Number(await node.ask('DBSIZE'))).toBeGreaterThan(0);
  });

  it('follows a slot that was moved to another node, where its rooms begin anew', async () => {
    const [from, to] = [third(0), third(1)];
    const state = await join(log, from.room, 'a');
    const pending = new Reader(log, from.room, state, reading.signal).next().catch((error: unknown) => error);
    await moveSlot(String(slotOf(from.room)), from.node, to.node, cluster.nodes);
    expect(await pending).toBeInstanceOf(FellBehindError);
    const later = await join(log, from.room, 'a');
    expect(later).toMatchObject({ position: 1, room: { participants: [{ id: 'a' }] } });
    const entries = new Reader(log, from.room, later, reading.signal);
    const told = entries.take(1);
    await tell(log, from.room, '1');
    expect(idsOf(await told)).toEqual(['1']);
  });
});

async function channels(node: RedisProcess): Promise<number> {
  return ((await node.ask('PUBSUB', 'CHANNELS')) as string[]).length;
}

async function moveSlot(slot: string, from: RedisProcess, to: RedisProcess, all: readonly RedisProcess[]) {
  const [fromId, toId] = [String(await from.ask('CLUSTER', 'MYID')), String(await to.ask('CLUSTER', 'MYID'))];
  await to.ask('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId);
  await from.ask('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId);
  const keys = (await from.ask('CLUSTER', 'GETKEYSINSLOT', slot, '100')) as string[];
  await from.ask('MIGRATE', '127.0.0.1', String(to.port), '', '0', '5000', 'KEYS', ...keys);
  for (const node of [to, from, ...all]) await node.ask('CLUSTER', 'SETSLOT', slot, 'NODE', toId);
}
