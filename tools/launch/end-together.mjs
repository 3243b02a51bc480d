import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Until the child has ended, a signal to this process is the child's too, and once that has ended, this process ends.
 * @param {import('node:child_process').ChildProcess} child
 */
export function endTogether(child) {
  /** @type {NodeJS.Signals | null} */
  let told = null;
  const tell = (/** @type {NodeJS.Signals} */ signal) => {
    told ??= signal;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, tell);
  child.once('close', () => {
    for (const signal of signals) process.off(signal, tell);
    if (told !== null) process.exit(128 + constants.signals[told]);
  });
}
