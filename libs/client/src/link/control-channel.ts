import { ControlMessage } from '@rtc-call/contract';
import type { Clock } from '../ports/clock.ts';
import {
  type ControlEffect,
  type ControlEvent,
  type ControlState,
  controlTransition,
  openingControl,
} from './control-channel.machine.ts';
import { receivedBytes } from './received-bytes.ts';

/** The id that the control channel has on every link, without a negotiation of its own (RFC 8832 is not used). */
export const CONTROL_CHANNEL_ID = 0;

/**
 * The data channel over which the two ends of a link hear each other: it pings
 * when silent, which tells a dead path from one on which nobody says anything.
 */
export class ControlChannel {
  readonly #peerConnection: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #listening = new AbortController();
  #state: ControlState = openingControl;
  #cancelTimer: () => void = () => {};

  /** `changed` is called when `state.phase` is another. A healthy channel asks for no statistics. */
  constructor(peerConnection: RTCPeerConnection, clock: Clock, changed: () => void) {
    this.#peerConnection = peerConnection;
    this.#clock = clock;
    this.#changed = changed;
    this.#channel = peerConnection.createDataChannel('control', { negotiated: true, id: CONTROL_CHANNEL_ID });
    this.#channel.binaryType = 'arraybuffer';
    const { signal } = this.#listening;
    this.#channel.addEventListener('open', () => this.#dispatch({ type: 'opened' }), { signal });
    this.#channel.addEventListener('close', () => this.close(), { signal });
    this.#channel.addEventListener('message', ({ data }) => this.#received(data), { signal });
  }

  get state(): ControlState {
    return this.#state;
  }

  /** Says and hears nothing more. */
  close(): void {
    this.#listening.abort();
    this.#cancelTimer();
    this.#dispatch({ type: 'closed' });
    this.#channel.close();
  }

  #received(data: unknown): void {
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array();
    this.#dispatch({ type: 'received', message: readMessage(bytes) });
  }

  #dispatch(event: ControlEvent): void {
    const before = this.#state;
    const { state, effects } = controlTransition(before, event, this.#clock.now());
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (state.phase !== before.phase) this.#changed();
  }

  #perform(effect: ControlEffect): void {
    switch (effect.type) {
      case 'send':
        return this.#send(effect.message);
      case 'set-timer':
        return this.#setTimer(effect.delayMs);
      case 'look':
        return void this.#look(effect.look);
    }
  }

  async #look(look: number): Promise<void> {
    const bytes = await receivedBytes(this.#peerConnection);
    this.#dispatch({ type: 'looked', look, bytes });
  }

  /** A channel that is closing tells so by an event that is still on its way. */
  #send(message: ControlMessage): void {
    if (this.#channel.readyState === 'open') this.#channel.send(ControlMessage.toBinary(message).slice());
  }

  #setTimer(delayMs: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#dispatch({ type: 'timer' }));
  }
}

/** What cannot be read is passed over like what is not known: it was heard all the same. */
function readMessage(bytes: Uint8Array): ControlMessage {
  try {
    return ControlMessage.fromBinary(bytes);
  } catch {
    return { message: { oneofKind: undefined } };
  }
}
