import type { ClientMessage, Profile } from '@rtc-call/contract';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { SessionListener } from './session-listener.ts';
import type { SignalingTransport } from './signaling-transport.ts';

export interface SignalingSessionOptions {
  readonly transport: SignalingTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: SessionListener;
}

/** Where to go, and as whom. */
export interface Destination {
  readonly room: string;
  /** What the room is shown; asked anew each time that a stream is opened. */
  profile(): Profile;
  /** What the page before this one had as `SignalingSession.resumeToken`; null where this is no return. */
  readonly resumeToken: string | null;
}

/** Owns the streams, the sends and the timers of one stay in a room, and does what the session machine decides. */
export class SignalingSession {
  constructor(options: SignalingSessionOptions) {
    void options;
  }

  /** What a reloaded page comes back with; null while there is nothing to come back to. */
  get resumeToken(): string | null {
    return null;
  }

  /** Enters the room. Only once. The first way in is tried once, a return for as long as it takes. */
  open(destination: Destination): void {
    void destination;
  }

  /** Says something to the room, now or when the way to it is open again. */
  say(message: ClientMessage): void {
    void message;
  }

  /** Media stalled: the connection to the server may be dead as well, and is made anew. */
  suspect(): void {}

  /** What failed a moment ago may work now (Connectivity). */
  nudge(): void {}

  /** The page goes away, and may be back: reloaded as another one, or by `show`. */
  hide(): void {}

  /** The page is back as it was, from the back/forward cache. */
  show(): void {}

  leave(): void {}
}
