import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** One request to end can arrive twice: from the terminal or the process group, and again from npm, which hands it on. */
const sameRequestMs = 500;

const lifeline = new URL('./lifeline.mjs', import.meta.url).href;

/**
 * Runs a Node program in the foreground until it ends: it has the launcher's input and output, gets each signal that the
 * launcher gets exactly once, and does not outlive it.
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 */
export function runInForeground(node, args, options) {
  // A process group of its own, so that Ctrl+C reaches it through the launcher alone.
  const detached = process.platform !== 'win32';
  const child = spawn(node, ['--import', lifeline, ...args], {
    ...options,
    detached,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });

  /** @type {Map<NodeJS.Signals, number>} */
  const lastSeen = new Map();
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (now - (lastSeen.get(signal) ?? -Infinity) >= sameRequestMs) child.kill(signal);
    lastSeen.set(signal, now);
  };
  for (const signal of forwarded) process.on(signal, forward);

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of forwarded) process.off(name, forward);
      if (signal !== null && !lastSeen.has(signal)) console.error(`The server was ended from outside, by ${signal}.`);
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}
