import { ControlMessage } from '@rtc-call/contract';
import { describe, expect, test, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { PausableClock } from '../testing/network/pausable-clock.ts';
import { ControlChannel } from './control-channel.ts';
import {
  ANSWER_WITHIN_MS,
  LOOK_WITHIN_MS,
  MOST_BLIND_LOOKS,
  PING_AFTER_MS,
  PING_AGAIN_MS,
} from './control-channel.machine.ts';

/** Within which a dead path is noticed, in milliseconds. */
const NOTICED_WITHIN_MS = 1_200;

/** One end of a data channel whose path can be cut and mended, and whose page can stand still. */
class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'blob';
  other: FakeDataChannel | null = null;
  isCut = false;
  bytes = 0;

  constructor(readonly process: PausableClock) {
    super();
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    if (this.isCut || this.other === null) return;
    this.bytes += 28;
    this.other.bytes += bytes.length;
    const { other } = this;
    const message = new MessageEvent('message', { data: bytes.buffer });
    queueMicrotask(() => other.process.whenAwake(() => other.dispatchEvent(message)));
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
    this.other?.close();
  }
}

/** `timersEveryMs`: as of pages that are hidden. */
function connect({ timersEveryMs = 1 } = {}) {
  const clock = new FakeClock();
  const held = {
    now: () => clock.now(),
    after: (delayMs: number, run: () => void) => {
      const due = Math.ceil((clock.now() + delayMs) / timersEveryMs) * timersEveryMs;
      return clock.after(due - clock.now(), run);
    },
  };
  const channels = [
    new FakeDataChannel(new PausableClock(held)),
    new FakeDataChannel(new PausableClock(held)),
  ] as const;
  [channels[0].other, channels[1].other] = [channels[1], channels[0]];
  const changed = vi.fn();
  const createDataChannel = vi.fn((_: string, __: RTCDataChannelInit) => channels[0]);
  const getStats = vi.fn(async (channel: FakeDataChannel) => {
    return new Map([['pair', { type: 'candidate-pair', id: 'pair', bytesReceived: channel.bytes }]]);
  });
  const end = (channel: FakeDataChannel, create: typeof createDataChannel, told: () => void) => {
    const connection = { createDataChannel: create, getStats: () => getStats(channel) };
    return new ControlChannel(connection as unknown as RTCPeerConnection, channel.process, told);
  };
  const near = end(channels[0], createDataChannel, changed);
  const far = end(
    channels[1],
    vi.fn(() => channels[1]),
    () => {},
  );
  // What the first to open says reaches the other when that is open, too.
  channels[1].process.pause();
  for (const channel of channels) channel.open();
  channels[1].process.goOn();
  const cut = (isCut: boolean) => {
    for (const channel of channels) channel.isCut = isCut;
  };
  return { clock, channels, near, far, changed, createDataChannel, getStats, cut };
}

test('it is the same channel at both ends, without asking', () => {
  const { createDataChannel, channels } = connect();
  expect(createDataChannel).toHaveBeenCalledExactlyOnceWith('control', { negotiated: true, id: 0 });
  expect(channels[0].binaryType).toBe('arraybuffer');
});

test('two ends hear each other as soon as both are open', async () => {
  const { clock, near, far } = connect();
  await clock.advanceAsync(0);
  expect([near.state.phase, far.state.phase]).toEqual(['heard', 'heard']);
});

test('two ends that have nothing to say hear each other, and ask for no statistics', async () => {
  const { clock, near, far, getStats } = connect();
  for (let passed = 0; passed < 60_000; passed += PING_AFTER_MS) {
    await clock.advanceAsync(PING_AFTER_MS);
    expect([near.state.phase, far.state.phase]).toEqual(['heard', 'heard']);
    expect(near.state.lastHeard).toBe(clock.now());
    expect(far.state.lastHeard).toBe(clock.now());
  }
  expect(getStats).not.toHaveBeenCalled();
});

test('a dead path is noticed, and so is its end', async () => {
  const { clock, near, far, cut, changed } = connect();
  await clock.advanceAsync(0);
  cut(true);
  await clock.advanceAsync(NOTICED_WITHIN_MS - 1);
  expect(near.state.phase).toBe('asking');
  await clock.advanceAsync(1);
  expect([near.state.phase, far.state.phase]).toEqual(['silent', 'silent']);
  changed.mockClear();
  cut(false);
  await clock.advanceAsync(PING_AGAIN_MS);
  expect([near.state.phase, far.state.phase]).toEqual(['heard', 'heard']);
  expect(changed).toHaveBeenCalled();
});

describe.each([
  ['never tells', () => new Promise<never>(() => {})],
  ['refuses to tell', () => Promise.reject(new DOMException('closed', 'InvalidStateError'))],
])('where the browser %s what has come', (_, getStatsInVain) => {
  test('a dead path is noticed all the same, later', async () => {
    const { clock, near, cut, getStats } = connect();
    getStats.mockImplementation(getStatsInVain);
    await clock.advanceAsync(0);
    cut(true);
    await clock.advanceAsync(NOTICED_WITHIN_MS);
    expect(near.state.phase).toBe('asking');
    await clock.advanceAsync(MOST_BLIND_LOOKS * (LOOK_WITHIN_MS + ANSWER_WITHIN_MS));
    expect(near.state.phase).toBe('silent');
  });

  test('a path is not dead that is heard again, nor one of which the browser tells later', async () => {
    const { clock, channels, near, getStats } = connect();
    await clock.advanceAsync(0);
    channels[1].process.pause();
    getStats.mockImplementationOnce(getStatsInVain).mockImplementationOnce(getStatsInVain);
    await clock.advanceAsync(10_000);
    expect(near.state.phase).toBe('asking');
    expect(near.state.blindLooks).toBe(0);
    channels[1].process.goOn();
    await clock.advanceAsync(ANSWER_WITHIN_MS);
    expect(near.state.phase).toBe('heard');
  });
});

test('a page that stands still has a path that is alive', async () => {
  const { clock, channels, near, changed, getStats } = connect();
  await clock.advanceAsync(10 * PING_AFTER_MS);
  channels[1].process.pause();
  changed.mockClear();
  await clock.advanceAsync(60_000);
  expect(near.state.phase).toBe('asking');
  expect(changed).toHaveBeenCalledOnce();
  expect(getStats.mock.calls.length).toBeLessThan(60_000 / ANSWER_WITHIN_MS + 2);
});

test.each([0, 200, PING_AFTER_MS + 100, PING_AFTER_MS + 300, PING_AFTER_MS + 700])(
  'a machine that sleeps %i ms after the last word does not take the path for dead when it wakes up',
  async (asleepAfterMs) => {
    const { clock, channels, near, changed, cut } = connect();
    const { process } = channels[0];
    cut(true);
    await clock.advanceAsync(asleepAfterMs);
    process.pause();
    // Not just when the other end asks.
    await clock.advanceAsync(600_050);
    cut(false);
    const phases: string[] = [];
    changed.mockImplementation(() => phases.push(near.state.phase));
    process.goOn();
    await clock.advanceAsync(NOTICED_WITHIN_MS);
    expect(near.state.phase).toBe('heard');
    expect(phases).not.toContain('silent');
  },
);

test('a page whose timers are held back to one a second never takes a path that is alive for dead', async () => {
  const { clock, near, far, changed, getStats } = connect({ timersEveryMs: 1_000 });
  changed.mockClear();
  const phases: string[] = [];
  changed.mockImplementation(() => phases.push(near.state.phase));
  for (let passed = 0; passed < 60_000; passed += 500) await clock.advanceAsync(500);
  expect(phases).not.toContain('silent');
  expect(near.state.phase).toBe('heard');
  expect(far.state.phase).toBe('heard');
  expect(getStats).not.toHaveBeenCalled();
});

test('what cannot be read was heard all the same', async () => {
  const { clock, channels, near } = connect();
  await clock.advanceAsync(PING_AFTER_MS - 1);
  channels[1].send(new Uint8Array([0xff, 0xff, 0xff]));
  await clock.advanceAsync(0);
  expect(near.state).toMatchObject({ phase: 'heard', lastHeard: PING_AFTER_MS - 1 });
});

test('a ping is answered', async () => {
  const { clock, channels, near } = connect();
  await clock.advanceAsync(0);
  const answers: ControlMessage[] = [];
  channels[1].addEventListener('message', (event) => {
    if (event instanceof MessageEvent) answers.push(ControlMessage.fromBinary(new Uint8Array(event.data)));
  });
  const ping: ControlMessage = { message: { oneofKind: 'ping', ping: { id: 7 } } };
  channels[1].send(ControlMessage.toBinary(ping).slice());
  await clock.advanceAsync(0);
  expect(answers).toEqual([{ message: { oneofKind: 'pong', pong: { id: 7 } } }]);
  expect(near.state.phase).toBe('heard');
});

test('a closed one has no timer left, and says nothing more', () => {
  const { clock, near, far, channels } = connect();
  const send = vi.spyOn(channels[0], 'send');
  near.close();
  clock.advance(10 * PING_AFTER_MS);
  expect(send).not.toHaveBeenCalled();
  expect([near.state.phase, far.state.phase]).toEqual(['closed', 'closed']);
});
