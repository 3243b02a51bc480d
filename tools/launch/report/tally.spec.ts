import { describe, expect, it } from 'vitest';
import { lastLine, tally, total } from './tally.mjs';

/** A report of one file whose tests ended as given: name → status. */
function report(tests: Record<string, string>, file: { status?: string; message?: string } = {}) {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({ fullName, status }));
  const count = (status: string) => assertionResults.filter((each) => each.status === status).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: count('todo'),
    testResults: [{ name: 'a.spec.ts', status: 'passed', message: '', ...file, assertionResults }],
  };
}

const task = (
  target: string,
  status: number | null,
  vitest: ReturnType<typeof report> | null = null,
  specs: string[] = ['a.spec.ts'],
) => ({ id: `project:${target}`, target, status, report: vitest, specs });

const counts = (...tasks: ReturnType<typeof task>[]) => lastLine(total(tally(tasks)));

describe('tally', () => {
  it('adds tests, and each check as one', () => {
    const tests = report({ a: 'passed', b: 'passed' });
    expect(counts(task('check-lock', 0), task('typecheck', 0), task('test', 0, tests))).toBe('4 passed, 0 failed');
  });

  it('counts a build only when it fails', () => {
    expect(counts(task('build', 0))).toBe('0 passed, 0 failed');
    expect(counts(task('build', 1))).toBe('0 passed, 1 failed');
  });

  it('counts a task that could not run as failed, although an old report may lie about', () => {
    expect(counts(task('e2e', null, report({ a: 'passed' })))).toBe('0 passed, 1 failed');
  });

  it('names the tests that failed', () => {
    const [row] = tally([task('test', 1, report({ good: 'passed', 'Room is full': 'failed' }, { status: 'failed' }))]);
    expect(row).toMatchObject({ passed: 1, failed: 1, faults: ['Room is full'] });
  });

  it('counts a file that could not be loaded', () => {
    const [row] = tally([task('test', 1, report({}, { status: 'failed', message: 'Cannot find module' }))]);
    expect(row).toMatchObject({ failed: 1, faults: ['a.spec.ts: Cannot find module'], skipped: [] });
  });

  it('does not let a run pass whose tests passed but which failed itself', () => {
    expect(counts(task('test', 1, report({ a: 'passed' })))).toBe('1 passed, 1 failed');
  });

  it('does not let a run pass that left no report', () => {
    expect(counts(task('test', 0))).toBe('0 passed, 1 failed');
  });

  it('counts what was skipped', () => {
    const some = report({ a: 'passed', b: 'skipped', c: 'todo' });
    expect(counts(task('test', 0, some))).toBe('1 passed, 0 failed, 2 skipped');
  });

  it('counts a spec file that was not run as skipped', () => {
    const [row] = tally([task('test', 0, report({ a: 'passed' }), ['a.spec.ts', 'b.browser.spec.ts'])]);
    expect(row).toMatchObject({ passed: 1, failed: 0, skipped: ['b.browser.spec.ts'] });
  });
});
