import { type ClientMessage, IceConfiguration, type Profile } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { Run } from './run.ts';
import type { SessionListener } from './session-listener.ts';
import { transition } from './session.machine.ts';
import { runsOf } from './session.runs.ts';
import { INITIAL_SESSION, type SessionState, resumeTokenOf } from './session.state.ts';
import type { SessionEffect, SessionInput } from './session.step.ts';
import type { SignalingTransport } from './signaling-transport.ts';

export interface SignalingSessionOptions {
  readonly transport: SignalingTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: SessionListener;
  /** What decides. Default: the session machine. A test may put another in its place, to watch it or to break it. */
  readonly decide?: typeof transition;
}

/** Where to go, and as whom. */
export interface Destination {
  readonly room: string;
  /** What the room is shown; asked anew each time that a stream is opened. */
  profile(): Profile;
  /** What the page before this one had as `SignalingSession.resumeToken`; null where this is no return. */
  readonly resumeToken: string | null;
  /** What the pages before this one had as `SignalingSession.attempts`. Default: 0. */
  readonly attempts?: number;
}

type Effect<Type extends SessionEffect['type']> = Extract<SessionEffect, { type: Type }>;

/** Owns the streams, the sends and the timers of one stay in a room, and does what the session machine decides. */
export class SignalingSession {
  readonly #transport: SignalingTransport;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #listener: SessionListener;
  readonly #decide: typeof transition;
  /** The same for each Join of this stay, so that one whose answer was lost can be sent again. */
  readonly #joinId: string;
  readonly #runs = new Map<number, Run>();
  /** What happened while something was being done about what happened before. */
  readonly #pending: SessionInput[] = [];
  #isTaking = false;
  /** The number of the last Join or Leave; see JoinRequest.attempt. */
  #attempts = 0;
  #state: SessionState = INITIAL_SESSION;
  /** Null until there is one. */
  #destination: Destination | null = null;

  constructor({ transport, clock, random, listener, decide = transition }: SignalingSessionOptions) {
    this.#transport = transport;
    this.#clock = clock;
    this.#random = random;
    this.#listener = listener;
    this.#decide = decide;
    this.#joinId = random.secret();
  }

  /** What a reloaded page comes back with; null while there is nothing to come back to. */
  get resumeToken(): string | null {
    return resumeTokenOf(this.#state);
  }

  /** How much was asked for so far, by this page and those before it: what comes later is told from it by its number. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Enters the room. Only once. The first way in is tried once, a return for as long as it takes. */
  open(destination: Destination): void {
    if (this.#destination === null) {
      this.#destination = destination;
      this.#attempts = destination.attempts ?? 0;
    }
    this.#take({ type: 'open', resumeToken: destination.resumeToken });
  }

  /** Says something to the room, now or when the way to it is open again. */
  say(message: ClientMessage): void {
    this.#take({ type: 'say', message });
  }

  /** Media stalled: the connection to the server may be dead as well, and is made anew, but not too often. */
  suspect(): void {
    this.#take({ type: 'suspect', at: this.#clock.now() });
  }

  /** What failed a moment ago may work now (Connectivity). */
  nudge(): void {
    this.#take({ type: 'nudge' });
  }

  /** The page goes away, and may be back: reloaded as another one, or by `show`. */
  hide(): void {
    this.#take({ type: 'hide' });
  }

  /** The page is back as it was, from the back/forward cache. */
  show(): void {
    this.#take({ type: 'show' });
  }

  leave(): void {
    this.#take({ type: 'leave' });
  }

  /**
   * Asks the server for the ICE servers of this session, as the welcome gave them, with fresh credentials.
   * @throws {CallError} `connection-lost` while no stream is read, and whatever the server answers.
   */
  async freshIceServers(signal: AbortSignal): Promise<IceConfiguration> {
    const state = this.#state;
    if (state.name !== 'open' && state.name !== 'moving') {
      throw new CallError('connection-lost', 'There is no connection to the call server.', { retryable: true });
    }
    const { session } = state.place;
    const { ice } = await this.#transport.getIceServers({ session }, { signal, pool: state.line.pool });
    return ice ?? IceConfiguration.create();
  }

  #take(input: SessionInput): void {
    this.#pending.push(input);
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) this.#step(next);
    } finally {
      this.#isTaking = false;
    }
  }

  #step(input: SessionInput): void {
    const { state, effects } = this.#decide(this.#state, input);
    this.#state = state;
    const wanted = new Set(runsOf(state));
    for (const [id, run] of this.#runs) {
      if (wanted.has(id)) continue;
      this.#runs.delete(id);
      run.letGo();
    }
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: SessionEffect): void {
    switch (effect.type) {
      case 'open':
        if (this.#destination !== null) void this.#open(effect, this.#destination);
        return;
      case 'watch':
        return this.#run(effect.run).wait(effect.silenceMs, () => this.#take({ type: 'silent', run: effect.run }));
      case 'wait': {
        const delayMs = this.#random.next() * effect.belowMs;
        return this.#run(effect.run).wait(delayMs, () => this.#take({ type: 'retry-due', run: effect.run }));
      }
      case 'notice':
        return this.#run(effect.run).wait(effect.afterMs, () => this.#take({ type: 'overdue', run: effect.run }));
      case 'send':
        return void this.#send(effect);
      case 'leave': {
        const { session, mayReturn, pool } = effect;
        // One that is lost is made up for by the lease.
        this.#transport.leave({ session, mayReturn, attempt: this.#nextAttempt() }, { pool }).catch(() => {});
        return;
      }
      case 'welcome':
        return this.#listener.welcome(effect.welcome, effect.epoch);
      case 'deliver':
        return this.#listener.event(effect.event);
      case 'connection':
        return this.#listener.connection(effect.connection);
      case 'close':
        return this.#listener.closed(effect.error);
    }
  }

  #nextAttempt(): number {
    this.#attempts += 1;
    return this.#attempts;
  }

  /** The run of this number, begun by the first effect that names it. */
  #run(id: number): Run {
    const known = this.#runs.get(id);
    if (known !== undefined) return known;
    const run = new Run(this.#clock);
    this.#runs.set(id, run);
    return run;
  }

  async #open({ run, pool, resume }: Effect<'open'>, { room, profile }: Destination): Promise<void> {
    const { signal } = this.#run(run);
    try {
      const request = {
        room,
        profile: profile(),
        joinId: this.#joinId,
        attempt: this.#nextAttempt(),
        ...(resume !== null && { resume }),
      };
      for await (const response of this.#transport.join(request, { signal, pool })) {
        this.#take({ type: 'received', run, response });
        if (signal.aborted) return;
      }
      this.#take({ type: 'stream-ended', run, error: null });
    } catch (thrown) {
      // A transport throws nothing but CallErrors, so anything else is a fault of what the events were told to.
      if (thrown instanceof CallError) this.#take({ type: 'stream-ended', run, error: thrown });
      else this.#take({ type: 'fault', error: CallError.from(thrown) });
    }
  }

  async #send({ run, pool, session, batch, patienceMs }: Effect<'send'>): Promise<void> {
    const sending = this.#run(run);
    sending.wait(patienceMs, () => this.#take({ type: 'send-slow', run }));
    const { sequence, messages } = batch;
    try {
      await this.#transport.send({ session, sequence, messages: [...messages] }, { signal: sending.signal, pool });
    } catch (thrown) {
      return this.#take({ type: 'send-failed', run, error: CallError.from(thrown) });
    }
    this.#take({ type: 'acknowledged', run });
  }
}
