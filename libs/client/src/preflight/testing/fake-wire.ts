import type { Clock } from '../../ports/clock.ts';

/** How a relay carries what it is given. */
export interface FakeWire {
  /** To the relay and back, in milliseconds. */
  readonly latencyMs: number;
  /** How much it carries in a millisecond. */
  readonly bytesPerMs: number;
  /** Whether the message of this number, from 0, is lost: on a channel that does not send again. */
  loses(message: number): boolean;
}

export const GOOD_WIRE: FakeWire = { latencyMs: 30, bytesPerMs: 2_000, loses: () => false };

/** One end of a data channel over a fake wire. */
export class FakeWireChannel extends EventTarget {
  readonly id: number;
  binaryType: BinaryType = 'blob';
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly #isLossy: boolean;
  readonly #clock: Clock;
  #peer: FakeWireChannel | null = null;
  #wire = GOOD_WIRE;
  #busyUntil = 0;
  #sent = 0;

  constructor({ id = 0, maxRetransmits }: RTCDataChannelInit, clock: Clock) {
    super();
    this.id = id;
    this.#isLossy = maxRetransmits === 0;
    this.#clock = clock;
  }

  open(peer: FakeWireChannel, wire: FakeWire): void {
    this.#peer = peer;
    this.#wire = wire;
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  send(data: ArrayBufferView): void {
    const { latencyMs, bytesPerMs, loses } = this.#wire;
    const copy = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const isLost = this.#isLossy && loses(this.#sent);
    this.#sent += 1;
    this.bufferedAmount += copy.byteLength;
    this.#busyUntil = Math.max(this.#clock.now(), this.#busyUntil) + copy.byteLength / bytesPerMs;
    this.#clock.after(this.#busyUntil - this.#clock.now(), () => {
      this.#hasLeft(copy.byteLength);
      if (!isLost) this.#clock.after(latencyMs, () => this.#peer?.receive(copy));
    });
  }

  receive(data: ArrayBufferLike): void {
    if (this.readyState === 'open') this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(): void {
    this.readyState = 'closed';
  }

  #hasLeft(bytes: number): void {
    const before = this.bufferedAmount;
    this.bufferedAmount -= bytes;
    const isLow = this.bufferedAmount <= this.bufferedAmountLowThreshold;
    if (isLow && before > this.bufferedAmountLowThreshold) this.dispatchEvent(new Event('bufferedamountlow'));
  }
}
