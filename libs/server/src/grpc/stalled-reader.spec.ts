import { status } from '@grpc/grpc-js';
import type { ConnectResponse } from '@rtc-call/contract';
import { describe, expect, it, vi } from 'vitest';
import { joinRequest, signalTo } from '../rpc/testing/messages.ts';
import { memoryInUse } from '../testing/memory-in-use.ts';
import { failureOf, join, open, stalledConnect } from './testing/grpc-guest.ts';
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
    expect((await memoryInUse()) - before).toBeLessThan(1024 * 1024);

    stalled.resume();
    expect(await failure).toBe(status.DATA_LOSS);
  }, 30_000);

  it('is cut, told so when it goes on, and resumes without a loss while the window has it all', async () => {
    const { client, bareClient, signaling } = await start({ ...patient, readerPatienceMs: 300 });
    const up = client();
    const ann = await join(up);
    const stalled = stalledConnect(bareClient());
    const failure = failureOf(stalled);
    const to = await newcomer(ann);
    // More than a client of grpc-js takes in unread, which is 16 messages, and less than the log keeps.
    for (let n = 1; n <= 40; n += 1) {
      const messages = [{ message: signalTo(to, String(n), 'x'.repeat(20_000)) }];
      await up.send({ session: ann.session, sequence: n, messages });
    }
    await vi.waitFor(() => expect(signaling.streamCount).toBe(1), 5_000);

    const read: ConnectResponse['response'][] = [];
    stalled.on('data', ({ response }: ConnectResponse) => read.push(response));
    expect(await failure).toBe(status.DATA_LOSS);
    const events = read.flatMap((response) => (response.oneofKind === 'event' ? [response.event] : []));
    const [first, last] = [events[0], events.at(-1)];
    if (first?.event.oneofKind !== 'welcome' || last === undefined) throw new Error('The first event is no welcome');
    const { epoch, position } = last;
    const token = first.event.welcome.resumeToken;
    const again = await open(client(), joinRequest('room', { resume: { token, epoch, position } }));
    expect(again.first.event.oneofKind).toBe('resumed');
    for (let n = events.length; n <= 40; n += 1) {
      expect(await again.next()).toMatchObject({ signalReceived: { signal: { negotiationId: String(n) } } });
    }
  });

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

async function newcomer(guest: Awaited<ReturnType<typeof join>>): Promise<string> {
  const event = await guest.next();
  if (event === 'end' || event.oneofKind !== 'participantJoined') throw new Error('Nobody came');
  return event.participantJoined.participant?.id ?? '';
}
