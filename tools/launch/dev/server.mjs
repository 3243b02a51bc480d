import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * The server from its sources; Node runs the TypeScript itself, and starts anew when one of the files changes.
 * Its greeting is not shown, and of its log only what needs attention: the address to open is Vite's.
 * @param {string} root
 * @param {number} port
 * @param {string[]} args the user's own options
 */
export function startServer(root, port, args) {
  const node = [
    '--watch',
    '--watch-preserve-output',
    '--conditions=@rtc-call/source',
    // The generated code has enums, which are more than types.
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
  ];
  const quiet = args.some((arg) => arg.startsWith('--log-level')) ? [] : ['--log-level', 'warn'];
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  return spawn(process.execPath, [...node, main, ...quiet, ...args, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
