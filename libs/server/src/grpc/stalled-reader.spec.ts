import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { signalTo } from '../rpc/testing/messages.ts';
import { failureOf, join, stalledConnect } from './testing/grpc-guest.ts';
import { grpcWorlds } from './testing/grpc-world.ts';

const start = grpcWorlds();

/** Nobody answers heartbeats here, however slow the machine is. */
const patient = { terms: { presence: 600_000 } };

describe('a reader that stalls', () => {
  it('does not grow the memory, and is told that it fell behind when it goes on', async () => {
    const { client, bareClient } = await start(patient);
    const up = client();
    const ann = await join(up);
    const stalled = stalledConnect(bareClient());
    const failure = failureOf(stalled);
    const to = await newcomer(ann);
    const batch = (sequence: number) => {
      const messages = [{ message: signalTo(to, String(sequence), 'x'.repeat(60_000)) }];
      return up.send({ session: ann.session, sequence, messages });
    };
    for (let n = 1; n <= 50; n += 1) await batch(n);
    const before = await memoryInUse();
    for (let n = 51; n <= 400; n += 1) await batch(n);
    expect((await memoryInUse()) - before).toBeLessThan(8 * 1024 * 1024);

    stalled.resume();
    expect(await failure).toBe(status.DATA_LOSS);
  }, 30_000);

  it('is not read either', async () => {
    const { client, bareClient } = await start(patient);
    const ann = await join(client());
    const stalled = stalledConnect(bareClient());
    stalled.on('error', () => {});
    await newcomer(ann);
    // Nobody takes the replies: the server must stop reading, so that in the end nothing more leaves the client.
    const messages = [{ message: signalTo('', 'refused', 'x'.repeat(1_000)) }];
    const written = async () => {
      let left = () => {};
      const leaving = new Promise<boolean>((resolve) => {
        left = () => resolve(true);
      });
      const patience = setTimeout(left, 2_000);
      let done = false;
      stalled.write({ request: { oneofKind: 'send', send: { sequence: 1, messages } } }, () => {
        done = true;
        clearTimeout(patience);
        left();
      });
      await leaving;
      return done;
    };
    let count = 0;
    while (count < 6_000 && (await written())) count += 1;
    expect(count).toBeLessThan(6_000);
    stalled.cancel();
  }, 30_000);
});

/** What is held after collecting garbage, in bytes. Buffers are only given back some time after their collection. */
async function memoryInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    collect();
    await delay(20);
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least;
}

async function newcomer(guest: Awaited<ReturnType<typeof join>>): Promise<string> {
  const event = await guest.next();
  if (event === 'end' || event.oneofKind !== 'participantJoined') throw new Error('Nobody came');
  return event.participantJoined.participant?.id ?? '';
}
