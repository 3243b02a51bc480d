/** Ctrl+C comes from the terminal, and again from npm and its launcher, within moments: that is still one wish to stop. */
const SAME_WISH_MS = 500;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Waits for the first SIGINT or SIGTERM. A later one ends the process at once,
 * with the exit code that shells use for the signal.
 */
export function untilStopped(process: NodeJS.Process): Promise<keyof typeof EXIT_CODES> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const onSignal = (signal: keyof typeof EXIT_CODES) => {
      const now = performance.now();
      if (firstAt === null) {
        firstAt = now;
        resolve(signal);
      } else if (now - firstAt > SAME_WISH_MS) process.exit(EXIT_CODES[signal]);
    };
    process.on('SIGINT', () => onSignal('SIGINT'));
    process.on('SIGTERM', () => onSignal('SIGTERM'));
  });
}
