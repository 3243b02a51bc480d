import type { ClientMessage, JoinRequest, Welcome } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import {
  INITIAL_SESSION,
  type RoomEvent,
  type SessionEffect,
  type SessionInput,
  type SessionState,
  transition,
} from './session.machine.ts';
import type { SignalingTransport } from './signaling-transport.ts';

/** What a session tells its call. After `closed` nothing more is told. */
export interface SessionListener {
  welcome(welcome: Welcome): void;
  event(event: RoomEvent): void;
  /** `error` is null when the participant left by itself. */
  closed(error: CallError | null): void;
}

/** Owns the one stream of a page and the one Send in flight, and does what the session machine decides. */
export class SignalingSession {
  readonly #transport: SignalingTransport;
  readonly #clock: Clock;
  readonly #listener: SessionListener;
  readonly #abort = new AbortController();
  #state: SessionState = INITIAL_SESSION;
  #stopWatching = () => {};

  constructor(transport: SignalingTransport, clock: Clock, listener: SessionListener) {
    this.#transport = transport;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Opens the stream and reads it to its end. */
  async open(request: JoinRequest): Promise<void> {
    try {
      for await (const response of this.#transport.join(request, this.#abort.signal)) {
        this.#take({ type: 'received', response });
      }
      this.#take({ type: 'stream-ended', error: null });
    } catch (thrown) {
      this.#take({ type: 'stream-ended', error: CallError.from(thrown) });
    }
  }

  say(message: ClientMessage): void {
    this.#take({ type: 'say', message });
  }

  leave(): void {
    this.#take({ type: 'leave' });
  }

  #take(input: SessionInput): void {
    const step = transition(this.#state, input);
    this.#state = step.state;
    for (const effect of step.effects) this.#perform(effect);
  }

  #perform(effect: SessionEffect): void {
    switch (effect.type) {
      case 'welcome':
        return this.#listener.welcome(effect.welcome);
      case 'deliver':
        return this.#listener.event(effect.event);
      case 'send':
        return void this.#send(effect);
      case 'watch':
        this.#stopWatching();
        this.#stopWatching = this.#clock.after(effect.silenceMs, () => this.#take({ type: 'silent' }));
        return;
      case 'leave':
        // The stream ends with it, and that alone makes the server let go.
        this.#transport.leave({ session: effect.session }).catch(() => {});
        return;
      case 'close':
        this.#stopWatching();
        this.#abort.abort();
        return this.#listener.closed(effect.error);
    }
  }

  async #send({ session, batch }: Extract<SessionEffect, { type: 'send' }>): Promise<void> {
    try {
      const request = { session, sequence: batch.sequence, messages: [...batch.messages] };
      await this.#transport.send(request, this.#abort.signal);
      this.#take({ type: 'acknowledged' });
    } catch (thrown) {
      this.#take({ type: 'send-failed', error: CallError.from(thrown) });
    }
  }
}
