import type { ClientMessage, JoinResponse } from '@rtc-call/contract';
import { CallError, type CallErrorCode } from '../../errors/call-error.ts';
import { WAITING_LIMITS } from '../outbox.ts';
import { transition } from '../session.machine.ts';
import { INITIAL_SESSION, type SessionState } from '../session.state.ts';
import type { SessionEffect, SessionInput } from '../session.step.ts';
import { resumeElsewhere, signal, welcome } from './responses.ts';

type Effect<Type extends SessionEffect['type']> = Extract<SessionEffect, { type: Type }>;

/** A session machine under test: what is put in names the run that the last effect of its kind began. */
export class SessionRun {
  state: SessionState = INITIAL_SESSION;
  /** What the last input led to. */
  effects: readonly SessionEffect[] = [];
  readonly #all: SessionEffect[] = [];

  /** The names of the last effects. */
  get types(): readonly string[] {
    return this.effects.map(({ type }) => type);
  }

  put(input: SessionInput): this {
    const step = transition(this.state, input);
    this.state = step.state;
    this.effects = step.effects;
    this.#all.push(...step.effects);
    return this;
  }

  /** The last effect of a kind. */
  last<Type extends SessionEffect['type']>(type: Type): Effect<Type> {
    const found = this.#all.findLast((effect): effect is Effect<Type> => effect.type === type);
    if (found === undefined) throw new Error(`there was no "${type}"`);
    return found;
  }

  open(resumeToken: string | null = null): this {
    return this.put({ type: 'open', resumeToken });
  }

  /** Something came down the stream that was asked for last, or the one of this run. */
  receive(response: JoinResponse, run = this.last('open').run): this {
    return this.put({ type: 'received', run, response });
  }

  /** That stream ends. */
  end(error: CallErrorCode | null = 'connection-lost', run = this.last('open').run): this {
    return this.put({ type: 'stream-ended', run, error: error === null ? null : new CallError(error, 'Because.') });
  }

  silence(run = this.last('open').run): this {
    return this.put({ type: 'silent', run });
  }

  retry(): this {
    return this.put({ type: 'retry-due', run: this.last('wait').run });
  }

  overdue(): this {
    return this.put({ type: 'overdue', run: this.last('notice').run });
  }

  say(message: ClientMessage): this {
    return this.put({ type: 'say', message });
  }

  acknowledge(run = this.last('send').run): this {
    return this.put({ type: 'acknowledged', run });
  }

  refuse(error: CallErrorCode): this {
    return this.put({ type: 'send-failed', run: this.last('send').run, error: new CallError(error, 'Because.') });
  }

  tire(): this {
    return this.put({ type: 'send-slow', run: this.last('send').run });
  }
}

/** A session that is in the room. */
export const opened = (): SessionRun => new SessionRun().open().receive(welcome());

/** One whose stream broke: the next one was asked for. */
export const broken = (): SessionRun => opened().end();

/** One whose next stream failed as well: the next try is waited for. */
export const waiting = (): SessionRun => broken().end();

/** One whose server has asked to be left. */
export const moving = (): SessionRun => opened().receive(resumeElsewhere());

/** Has a session say more than may wait. */
export function overflowing(run: SessionRun): SessionRun {
  for (let count = 0; count <= WAITING_LIMITS.messages; count += 1) run.say(signal(`n${count}`));
  return run;
}
