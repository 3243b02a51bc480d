import { LightEventTarget } from './light-event-target.ts';

/** A data channel of a FakePeerConnection, negotiated by its id. */
export class FakeDataChannel extends LightEventTarget {
  readonly label: string;
  readonly id: number;
  binaryType: BinaryType = 'arraybuffer';
  readyState: RTCDataChannelState = 'connecting';
  /** Carries bytes to the other end. */
  readonly #carry: (data: ArrayBuffer) => void;

  constructor(label: string, id: number, carry: (data: ArrayBuffer) => void) {
    super();
    this.label = label;
    this.id = id;
    this.#carry = carry;
  }

  /** @throws {DOMException} InvalidStateError, while it is not open. */
  send(data: Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException(`the channel is ${this.readyState}`, 'InvalidStateError');
    this.#carry(data.slice().buffer);
  }

  close(): void {
    this.readyState = 'closed';
  }

  /** What the connection does with it. */
  open(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.dispatchEvent({ type: 'open' });
  }

  receive(data: ArrayBuffer): void {
    if (this.readyState === 'open') this.dispatchEvent(message(data));
  }

  closedByTheOtherEnd(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent({ type: 'close' });
  }
}

function message(data: ArrayBuffer): { readonly type: string; readonly data: ArrayBuffer } {
  return { type: 'message', data };
}
