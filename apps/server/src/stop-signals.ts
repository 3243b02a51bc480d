/** Ctrl+C comes from the terminal, and again from npm and its launcher, within moments: that is still one wish to stop. */
const SAME_WISH_MS = 500;

/** What shells use as the exit code of a process that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof EXIT_CODES;

/** As much of `process` as is needed here. */
export interface SignalSource {
  on(signal: StopSignal, listener: () => void): unknown;
}

/**
 * Waits for the first SIGINT or SIGTERM.
 * @param endAtOnce called when another one comes later: somebody does not want to wait for the end.
 * @param now the time in milliseconds.
 */
export function untilStopped(
  source: SignalSource,
  endAtOnce: (exitCode: number) => void,
  now: () => number = () => performance.now(),
): Promise<StopSignal> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const onSignal = (signal: StopSignal) => {
      if (firstAt === null) {
        firstAt = now();
        resolve(signal);
      } else if (now() - firstAt > SAME_WISH_MS) endAtOnce(EXIT_CODES[signal]);
    };
    source.on('SIGINT', () => onSignal('SIGINT'));
    source.on('SIGTERM', () => onSignal('SIGTERM'));
  });
}
