import { ControlMessage } from '@rtc-call/contract';
import { expect, test, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { ControlChannel } from './control-channel.ts';
import { ANSWER_WITHIN_MS, PING_AFTER_MS } from './control-channel.machine.ts';

/** One end of a data channel whose path can be cut and mended. */
class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'blob';
  other: FakeDataChannel | null = null;
  isCut = false;

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    if (!this.isCut) this.other?.dispatchEvent(new MessageEvent('message', { data: bytes.buffer }));
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
    this.other?.close();
  }
}

function connect() {
  const clock = new FakeClock();
  const channels = [new FakeDataChannel(), new FakeDataChannel()] as const;
  [channels[0].other, channels[1].other] = [channels[1], channels[0]];
  const changed = vi.fn();
  const createDataChannel = vi.fn((_: string, __: RTCDataChannelInit) => channels[0]);
  const near = new ControlChannel({ createDataChannel } as unknown as RTCPeerConnection, clock, changed);
  const far = new ControlChannel(
    { createDataChannel: () => channels[1] } as unknown as RTCPeerConnection,
    clock,
    () => {},
  );
  for (const channel of channels) channel.open();
  const cut = (isCut: boolean) => {
    for (const channel of channels) channel.isCut = isCut;
  };
  return { clock, channels, near, far, changed, createDataChannel, cut };
}

test('it is the same channel at both ends, without asking', () => {
  const { createDataChannel, channels } = connect();
  expect(createDataChannel).toHaveBeenCalledExactlyOnceWith('control', { negotiated: true, id: 0 });
  expect(channels[0].binaryType).toBe('arraybuffer');
});

test('two ends that have nothing to say hear each other every second', () => {
  const { clock, near, far } = connect();
  for (let second = 1; second <= 60; second += 1) {
    clock.advance(PING_AFTER_MS);
    expect([near.state.phase, far.state.phase]).toEqual(['heard', 'heard']);
    expect(near.state.lastHeard).toBe(clock.now());
    expect(far.state.lastHeard).toBe(clock.now());
  }
});

test('a dead path is noticed, and so is its end', () => {
  const { clock, near, far, cut, changed } = connect();
  cut(true);
  clock.advance(PING_AFTER_MS + ANSWER_WITHIN_MS - 1);
  expect(near.state.phase).toBe('asking');
  clock.advance(1);
  expect([near.state.phase, far.state.phase]).toEqual(['silent', 'silent']);
  changed.mockClear();
  cut(false);
  clock.advance(PING_AFTER_MS);
  expect([near.state.phase, far.state.phase]).toEqual(['heard', 'heard']);
  expect(changed).toHaveBeenCalled();
});

test('what cannot be read was heard all the same', () => {
  const { channels, near } = connect();
  channels[1].send(new Uint8Array([0xff, 0xff, 0xff]));
  expect(near.state).toMatchObject({ phase: 'heard', lastHeard: 0 });
});

test('a ping is answered', () => {
  const { channels, near } = connect();
  const answers: ControlMessage[] = [];
  channels[1].addEventListener('message', (event) => {
    if (event instanceof MessageEvent) answers.push(ControlMessage.fromBinary(new Uint8Array(event.data)));
  });
  const ping: ControlMessage = { message: { oneofKind: 'ping', ping: { id: 7 } } };
  channels[1].send(ControlMessage.toBinary(ping).slice());
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
