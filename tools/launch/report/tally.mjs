// Adds up a run of `npm test`: Nx's record of its tasks, and the tests' own reports.

/** Targets whose tests vitest counts; every other target is one check. */
const counted = new Set(['test', 'e2e']);

/**
 * One task that had to run.
 * @typedef {object} Task
 * @property {string} id
 * @property {string} target
 * @property {number | null} status its exit code; null if Nx did not run it because what it depends on failed
 * @property {VitestReport | null} report
 * @property {string[]} specs the spec files of its project
 */

/**
 * What is read of vitest's JSON report.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string, status: string, message: string, assertionResults: Assertion[] }[]} testResults
 */

/** @typedef {{ fullName: string, status: string }} Assertion */
/** @typedef {{ id: string, passed: number, failed: number, skipped: string[], faults: string[] }} Row */

/**
 * One row for each task; none for a build that succeeded.
 * @param {Task[]} tasks
 * @returns {Row[]}
 */
export function tally(tasks) {
  return tasks.flatMap((task) => {
    if (task.target === 'build') return task.status === 0 ? [] : [row(task)];
    return [counted.has(task.target) && task.status !== null ? testRow(task) : row(task)];
  });
}

/**
 * @param {Row[]} rows
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function total(rows) {
  const sum = (/** @type {(row: Row) => number} */ count) => rows.reduce((all, each) => all + count(each), 0);
  return { passed: sum((r) => r.passed), failed: sum((r) => r.failed), skipped: sum((r) => r.skipped.length) };
}

/**
 * The last line of the output.
 * @param {{ passed: number, failed: number, skipped: number }} totals
 */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A task that counts as one.
 * @param {Task} task
 * @returns {Row}
 */
function row({ id, status }) {
  if (status === 0) return { id, passed: 1, failed: 0, skipped: [], faults: [] };
  const fault = status === null ? 'not run, because something it needs failed' : 'failed, see above';
  return { id, passed: 0, failed: 1, skipped: [], faults: [fault] };
}

/**
 * A task whose tests are counted.
 * @param {Task} task
 * @returns {Row}
 */
function testRow({ id, status, report, specs }) {
  if (report === null) {
    return { id, passed: 0, failed: 1, skipped: [], faults: ['wrote no reports/vitest.json, see above'] };
  }
  const assertions = report.testResults.flatMap((file) => file.assertionResults);
  const faults = assertions.filter(hasFailed).map(({ fullName }) => fullName);
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some(hasFailed))
      faults.push(`${file.name}: ${file.message}`);
  }
  // What no test is to blame for: an unhandled error, a missed coverage threshold, a browser that did not start.
  if (status !== 0 && faults.length === 0) faults.push('the run itself failed, see above');

  const skipped = assertions.filter((each) => !['passed', 'failed'].includes(each.status)).map((each) => each.fullName);
  // Without a browser, vitest does not even look at the tests that need it.
  const ran = new Set(report.testResults.map(({ name }) => name));
  skipped.push(...specs.filter((spec) => !ran.has(spec)));
  return { id, passed: report.numPassedTests, failed: faults.length, skipped, faults };
}

/** @param {Assertion} assertion */
function hasFailed({ status }) {
  return status === 'failed';
}
