import type { Clock } from '../ports/clock.ts';

/** After how long without an answer the next question is sent, in milliseconds. */
export const ASK_AGAIN_MS = 1_000;

/** How many questions wait for an answer at most: over HTTP/1.1 each holds one of the browser's six connections. */
export const QUESTIONS_AT_ONCE = 3;

/**
 * How long the other questions may still take once one is answered, in milliseconds. One that is given up while a
 * connection is opened for it leaves that connection behind, idle, and so for the next blackout to kill.
 */
export const OTHERS_TAKE_MS = 3_000;

/** For how long questions are sent after somebody last wanted to know, in milliseconds. */
export const ASK_FOR_MS = 30_000;

/**
 * What came of it. A failure is good news of its kind: the browser knows that what
 * it had is gone, and opens another connection for the next request.
 */
export type Outcome = 'answered' | 'failed' | 'unanswered';

/**
 * Asks over one of the browser's ways to a server until there is an answer or an
 * error, also when nobody waits for it any longer.
 *
 * That is what mends a connection that died in silence. Over HTTP/2 Chromium takes
 * one for living until a request is sent on it that finds it silent for 10 s;
 * then it pings, and closes it 10 s later, and the questions that wait go out anew
 * over another. Over HTTP/1.1 a question that is given up closes its connection.
 */
export class Inquiry {
  readonly #question: (signal: AbortSignal) => Promise<unknown>;
  readonly #clock: Clock;
  /** Those without an answer, the oldest first. */
  readonly #open = new Set<AbortController>();
  readonly #outcome = Promise.withResolvers<Outcome>();
  #wantedAt = 0;
  #cancelTimer = () => {};

  constructor(question: (signal: AbortSignal) => Promise<unknown>, clock: Clock) {
    this.#question = question;
    this.#clock = clock;
  }

  /** Somebody wants to know: asks now, and again after a while. */
  ask(): Promise<Outcome> {
    this.#wantedAt = this.#clock.now();
    this.#askOnce();
    return this.#outcome.promise;
  }

  #askOnce(): void {
    this.#wait(ASK_AGAIN_MS, () => this.#askAgain());
    const [oldest] = this.#open;
    if (oldest !== undefined && this.#open.size >= QUESTIONS_AT_ONCE) this.#giveUp(oldest);
    const question = new AbortController();
    this.#open.add(question);
    const over = (outcome: Outcome) => {
      if (this.#open.delete(question)) this.#end(outcome);
    };
    this.#question(question.signal).then(
      () => over('answered'),
      () => over('failed'),
    );
  }

  #askAgain(): void {
    if (this.#clock.now() - this.#wantedAt < ASK_FOR_MS) this.#askOnce();
    else this.#end('unanswered');
  }

  /** Only the first outcome counts. */
  #end(outcome: Outcome): void {
    this.#outcome.resolve(outcome);
    this.#cancelTimer();
    if (this.#open.size === 0) return;
    if (outcome === 'answered') this.#wait(OTHERS_TAKE_MS, () => this.#giveUpAll());
    else this.#giveUpAll();
  }

  #giveUpAll(): void {
    for (const question of this.#open) this.#giveUp(question);
  }

  #giveUp(question: AbortController): void {
    this.#open.delete(question);
    question.abort();
  }

  #wait(ms: number, then: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(ms, then);
  }
}
