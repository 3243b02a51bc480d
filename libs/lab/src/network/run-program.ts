import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a program of the machine to its end.
 * @param input what it reads from its standard input. Default: nothing.
 * @returns what it has printed.
 * @throws with its own words when it fails, or is not there.
 */
export async function runProgram(command: readonly string[], input = ''): Promise<string> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'pipe' });
  const ended = Promise.withResolvers<number | null>();
  child.once('error', ended.reject);
  child.once('close', ended.resolve);
  // One that ends without reading is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, printed, complaint] = await Promise.all([ended.promise, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${complaint.trim()}`);
  return printed;
}
