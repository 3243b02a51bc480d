import { readdir, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { labFolder, ofLab } from './lab-name.ts';
import { ETC_NETNS } from './network-namespace.ts';
import { runProgram } from './run-program.ts';

/** A killed process is gone at once, unless it waits for a disk. In milliseconds. */
const GONE_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Where ip(8) keeps the named namespaces. */
const NAMED = '/run/netns';

/** The names of all network namespaces of the machine. */
export async function namespaceNames(): Promise<readonly string[]> {
  return readdir(NAMED).catch((error: NodeJS.ErrnoException) => {
    // It is made with the first of them.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Kills what runs in a lab, and removes all it has. Others may do the same at the same time. */
export async function removeLab(lab: string): Promise<void> {
  const names = ofLab(lab, await namespaceNames());
  await Promise.all(names.map((name) => remove(name).catch((error: unknown) => throwUnlessGone(name, error))));
  await rm(labFolder(lab), { recursive: true, force: true });
}

async function remove(name: string): Promise<void> {
  await killAllIn(name);
  await runProgram(['ip', 'netns', 'delete', name]);
  await rm(`${ETC_NETNS}/${name}`, { recursive: true, force: true });
}

async function throwUnlessGone(name: string, error: unknown): Promise<void> {
  if ((await namespaceNames()).includes(name)) throw error;
}

async function killAllIn(name: string): Promise<void> {
  const until = Date.now() + GONE_WITHIN_MS;
  for (;;) {
    const pids = (await runProgram(['ip', 'netns', 'pids', name])).split('\n').filter((line) => line !== '');
    if (pids.length === 0) return;
    if (Date.now() > until) throw new Error(`Processes in ${name} do not end: ${pids.join(', ')}.`);
    for (const pid of pids) kill(Number(pid));
    await delay(LOOK_EVERY_MS);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone between the list and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
