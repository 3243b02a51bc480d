/**
 * Prints faults under a heading and makes the process fail; does nothing when there are none.
 * @param {string} heading
 * @param {string[]} faults
 */
export function report(heading, faults) {
  if (faults.length === 0) return;
  console.error([heading, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  process.exitCode = 1;
}
