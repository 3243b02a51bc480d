import { type LogEntry, type RoomLog, submit, type SubmitOutcome, TERMS } from '@rtc-call/room';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { Reader } from './testing/entries.ts';
import { RedisProcess } from './testing/redis-process.ts';

const CAPACITY = 3;

/** Enters a room as a server lets somebody do it. */
function enter(log: RoomLog, room: string, participantId: string): Promise<SubmitOutcome> {
  return submit(log, room, TERMS, () => ({
    commands: [
      {
        kind: 'enter',
        participantId,
        incarnation: `${participantId}-1`,
        profile: { displayName: participantId, microphoneOn: false, cameraOn: false },
        attempt: 1,
        capacity: CAPACITY,
        stream: `${participantId}-stream`,
        session: `${participantId}-session`,
        returning: null,
      },
    ],
    from: { participant: participantId, session: `${participantId}-session`, seq: 0 },
  }));
}

describeWithRedis('two servers on one Redis', (program) => {
  let redis: RedisProcess;
  let one: RedisLog;
  let other: RedisLog;

  beforeAll(async () => {
    redis = await RedisProcess.start({ program });
    [one, other] = await Promise.all([RedisLog.connect(redis.url), RedisLog.connect(redis.url)]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await redis[Symbol.asyncDispose]();
  });

  it('give the last place to one, however many want it at the same moment', async () => {
    for (let round = 0; round < 100; round += 1) {
      const room = `room-${round}`;
      const wishes = Array.from({ length: 2 * CAPACITY }, (_, n) => enter(n % 2 === 0 ? one : other, room, `p${n}`));
      const kinds = (await Promise.all(wishes)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'appended')).toHaveLength(CAPACITY);
      expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(CAPACITY);
      const state = await one.state(room);
      expect(await other.state(room)).toEqual(state);
      expect(new Set(state.room.participants.map(({ seat }) => seat)).size).toBe(CAPACITY);
    }
  });

  it('tell both sides’ readers everything, in one order', async () => {
    await enter(one, 'talk', 'a');
    const joined = await enter(other, 'talk', 'b');
    if (joined.kind !== 'appended') throw new Error(joined.kind);
    const reading = new AbortController();
    const each = 200;
    const readers = [one, other].map((log) => new Reader(log, 'talk', joined.state, reading.signal).take(2 * each));
    await Promise.all([
      talk(one, { from: 'a', to: 'b', batches: each }),
      talk(other, { from: 'b', to: 'a', batches: each }),
    ]);
    const [here, there] = await Promise.all(readers);
    reading.abort();
    expect(here).toHaveLength(2 * each);
    expect(there).toEqual(here);
    for (const sender of ['a', 'b']) expect(numbersOf(here ?? [], sender)).toEqual(numbers(each));
  });
});

/** Sends so many signals, each of them twice: the second try may go in first. */
async function talk(log: RoomLog, { from, to, batches }: { from: string; to: string; batches: number }): Promise<void> {
  for (const seq of numbers(batches)) {
    const send = () =>
      submit(log, 'talk', TERMS, () => ({
        commands: [
          {
            kind: 'signal',
            from,
            to,
            toIncarnation: '',
            signal: { link: 'main', generation: 1, negotiationId: String(seq), payload: { oneofKind: undefined } },
          },
        ],
        from: { participant: from, session: `${from}-session`, seq },
        present: from,
      }));
    const kinds = (await Promise.all([send(), send()])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['appended', 'duplicate']);
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

const numbersOf = (entries: readonly LogEntry[], sender: string) =>
  entries.flatMap(({ event }) =>
    event.kind === 'signal' && event.from === sender ? [Number(event.signal.negotiationId)] : [],
  );
