import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The name of a lab says whose it is: the process by its id and by when it was started, so that another process with the
 * same id later is not taken for it. Namespaces of the lab have it before their own name.
 */
const PREFIX = 'rtclab';
const NAME = new RegExp(`^(${PREFIX}-(\\d+)-(\\d+)-\\d+)-`);

let count = 0;

/** A name that no other lab has or had. */
export function newLabName(): string {
  count += 1;
  return `${PREFIX}-${process.pid}-${startedAt(process.pid)}-${count}`;
}

/** Of the names of namespaces, those of this lab. */
export function ofLab(lab: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(`${lab}-`));
}

/** Of the labs with namespaces of these names, those whose process is gone. */
export function leftBehind(names: readonly string[], startOf = startedAt): readonly string[] {
  const labs = names.flatMap((name) => {
    const [, lab, pid, started] = NAME.exec(name) ?? [];
    return lab !== undefined && startOf(Number(pid)) !== started ? [lab] : [];
  });
  return [...new Set(labs)];
}

/** Where a lab keeps its files. */
export function labFolder(lab: string): string {
  return join(tmpdir(), lab);
}

/** When a process was started, in ticks since the machine was; null where there is none (proc_pid_stat(5), field 22). */
function startedAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
