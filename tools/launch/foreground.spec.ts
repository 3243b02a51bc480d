import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('./fixtures/launcher.mjs', import.meta.url));

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the launcher in a process group of its own, as a shell would, and waits until the server runs. */
function start(...args: string[]) {
  return startCommand(process.execPath, [launcher, ...args], process.cwd());
}

async function startCommand(command: string, args: string[], cwd: string) {
  const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const ended = once(child, 'close');
  const lines: string[] = [];
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
  await once(output, 'line');
  const server: { pid: number; args: string[] } = JSON.parse(lines.shift() ?? '');
  return { pid: child.pid ?? 0, server, lines, ended: ended.then(([code]) => code), outputEnd: once(output, 'close') };
}

/** Where only the parent can be seen, npm's shell hides that npm was killed outright. */
const endsOfNpm: NodeJS.Signals[] = process.platform === 'linux' ? ['SIGTERM', 'SIGKILL'] : ['SIGTERM'];

describe.skipIf(process.platform === 'win32')('runInForeground', () => {
  it('passes arguments on and the exit code back', async () => {
    const { server, ended } = await start('exit', '3', '--port=0');
    expect(server.args).toEqual(['exit', '3', '--port=0']);
    expect(await ended).toBe(3);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hands %s on and waits for the end', async (signal) => {
    const { pid, lines, ended } = await start();
    process.kill(pid, signal);
    expect(await ended).toBe(7);
    expect(lines).toEqual([signal]);
  });

  it('hands on once what comes by the group and by name, as from a terminal and npm', async () => {
    const { pid, lines, ended } = await start();
    process.kill(-pid, 'SIGINT');
    process.kill(pid, 'SIGINT');
    expect(await ended).toBe(7);
    expect(lines).toEqual(['SIGINT']);
  });

  it('tells by 128 and its number which signal ended the server', async () => {
    const { server, ended } = await start();
    process.kill(server.pid, 'SIGKILL');
    expect(await ended).toBe(137);
  });

  it.each(endsOfNpm)('leaves no server behind when npm alone gets %s', async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'rtc-call-npm-'));
    const scripts = { start: `"${process.execPath}" "${launcher}"` };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, scripts }));
    const { pid, lines, outputEnd } = await startCommand('npm', ['start', '--silent'], folder);
    process.kill(pid, signal);
    await outputEnd;
    rmSync(folder, { recursive: true });
    expect(lines).toEqual(['SIGTERM']);
  });

  it('leaves no server behind when the launcher is killed outright', async () => {
    const { pid, lines, outputEnd } = await start();
    process.kill(pid, 'SIGKILL');
    // The server holds the output too, so the output ends when the server has ended.
    await outputEnd;
    expect(lines).toEqual(['SIGTERM']);
  });
});
