/** Ctrl+C comes from the terminal, and again from npm and its launcher, within moments: that is still one wish to stop. */
const SAME_WISH_MS = 500;

/** What shells use as the exit code of a process that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof EXIT_CODES;

/** As much of `process` as is needed here. */
export interface SignalSource {
  on(signal: StopSignal, listener: () => void): unknown;
}

/** How the process is asked to stop. */
export interface Stop {
  /** Resolves with the first signal. */
  readonly asked: Promise<StopSignal>;
  /** Aborted when there is no time for a drain: by SIGINT, and by whatever comes second. */
  readonly hurry: AbortSignal;
}

/**
 * What the process is doing.
 * - `running`: nobody asked it to stop. SIGTERM makes it drain, SIGINT close.
 * - `draining`: it takes its time. Another signal makes it close.
 * - `closing`: it ends in order. Another signal ends it at once.
 */
type State = 'running' | 'draining' | 'closing';

/**
 * Watches for SIGINT and SIGTERM.
 * @param endAtOnce called when somebody does not want to wait for the end.
 * @param now the time in milliseconds.
 */
export function watchStopSignals(
  source: SignalSource,
  endAtOnce: (exitCode: number) => void,
  now: () => number = () => performance.now(),
): Stop {
  const asked = Promise.withResolvers<StopSignal>();
  const hurry = new AbortController();
  let state: State = 'running';
  let lastAt = Number.NEGATIVE_INFINITY;
  const onSignal = (signal: StopSignal) => {
    if (now() - lastAt <= SAME_WISH_MS) return;
    lastAt = now();
    if (state === 'closing') return endAtOnce(EXIT_CODES[signal]);
    state = state === 'running' && signal === 'SIGTERM' ? 'draining' : 'closing';
    if (state === 'closing') hurry.abort();
    asked.resolve(signal);
  };
  source.on('SIGINT', () => onSignal('SIGINT'));
  source.on('SIGTERM', () => onSignal('SIGTERM'));
  return { asked: asked.promise, hurry: hurry.signal };
}
