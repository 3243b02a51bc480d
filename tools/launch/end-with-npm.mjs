import { readFileSync } from 'node:fs';

const lookEveryMs = 250;

/**
 * Ends this process in order when the npm that runs it as a script is gone. A signal to npm alone, not to the whole
 * process group, ends npm and perhaps the shell between, and would leave this process behind.
 * @param {NodeJS.ProcessEnv} env
 */
export function endWithNpm(env) {
  if (env['npm_lifecycle_event'] === undefined) return;
  const before = ancestry();
  const watch = setInterval(() => {
    if (ancestry() === before) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  watch.unref();
}

/** The ids of the processes above this one up to npm: of npm itself, or of the shell between and of npm. */
function ancestry() {
  const parent = process.ppid;
  return `${parent} ${npmBehindShell(parent)}`;
}

/**
 * The parent of a shell; known on Linux, where /proc tells it. Nothing for what is no shell: npm's own parent may go.
 * @param {number} pid
 */
function npmBehindShell(pid) {
  if (process.platform !== 'linux') return '';
  try {
    // proc_pid_stat(5): the id, the name in parentheses, the state, the parent's id.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^\d+ \((?:sh|dash|bash|ash|busybox)\) \S (\d+) /.exec(stat)?.[1] ?? '';
  } catch {
    return '';
  }
}
