import type { Clock } from '@rtc-call/room';
import type { Logger } from '../../logging/logger.ts';
import { systemClock } from '../../signaling/system-clock.ts';
import { describeTurnFault } from './describe-fault.ts';
import { PROOF_LIMITS } from './limits.ts';
import { proveTurn, type TurnProof } from './prove-turn.ts';

/** What is known of one URL. */
export interface TurnUrlState {
  readonly url: string;
  /** What came of the last proof; null before the first. */
  readonly proof: TurnProof | null;
}

export interface TurnWatchOptions {
  readonly urls: readonly string[];
  /** The secret that the TURN servers should share. */
  readonly secret: string;
  readonly logger: Logger;
  /** Default: proveTurn. */
  readonly prove?: typeof proveTurn;
  /** Default: the machine's time. */
  readonly clock?: Clock;
}

/** Proves the TURN servers again and again, tells of changes, and knows whether one of them can be used. */
export class TurnWatch {
  readonly #options: TurnWatchOptions;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #states: readonly TurnUrlState[];
  #cancel = () => {};
  /** Resolves when every URL has been tried once. */
  readonly tried: Promise<void>;

  /** Begins with the first proof at once. */
  constructor(options: TurnWatchOptions) {
    this.#options = options;
    this.#states = options.urls.map((url) => ({ url, proof: null }));
    this.tried = this.#round();
  }

  get states(): readonly TurnUrlState[] {
    return this.#states;
  }

  /** Whether participants who need a relay have one. */
  get isReady(): boolean {
    return this.#states.some(({ proof }) => proof?.works);
  }

  /** Calls the listener whenever something may have changed. */
  watchReady(listener: () => void): void {
    this.#listeners.add(listener);
  }

  close(): void {
    this.#closing.abort();
    this.#cancel();
  }

  /** After a round, the next one. */
  #goOn(): void {
    const { clock = systemClock } = this.#options;
    const { workingMs, failingMs } = PROOF_LIMITS;
    const waitMs = this.#states.every(({ proof }) => proof?.works) ? workingMs : failingMs;
    this.#cancel = clock.after(waitMs, () => void this.#round());
  }

  async #round(): Promise<void> {
    const { prove = proveTurn, secret } = this.#options;
    const { signal } = this.#closing;
    const states = await Promise.all(
      this.#states.map(async ({ url, proof: before }) => {
        const proof = await prove(url, { secret, signal });
        if (!signal.aborted) this.#tell(url, before, proof);
        return { url, proof };
      }),
    );
    if (signal.aborted) return;
    this.#states = states;
    for (const listener of this.#listeners) listener();
    this.#goOn();
  }

  #tell(url: string, before: TurnProof | null, proof: TurnProof): void {
    if (before !== null && isSame(before, proof)) return;
    const { logger } = this.#options;
    if (proof.works) logger.info({ url, tookMs: proof.tookMs }, 'A TURN server works');
    else {
      const { fault } = proof;
      logger.warn({ url, fault, because: describeTurnFault(url, fault) }, 'A TURN server cannot be used');
    }
  }
}

function isSame(one: TurnProof, other: TurnProof): boolean {
  if (one.works || other.works) return one.works === other.works;
  return one.fault.kind === other.fault.kind;
}
