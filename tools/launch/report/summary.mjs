import { lastLine, total } from './tally.mjs';

/**
 * The end of `npm test`: what failed, what was skipped and how to get it, and the sum.
 * @param {import('./tally.mjs').Row[]} rows
 * @param {string[]} missing what this machine lacks, a sentence each
 * @returns {string}
 */
export function summary(rows, missing) {
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const lines = rows.map((row) => `  ${row.id.padEnd(width)}  ${counts(row)}`);
  const failed = rows.flatMap(({ id, faults }) => faults.map((fault) => `  ${id}: ${fault}`));
  const skipped = rows.flatMap((row) => row.skipped.map((name) => `  ${row.id}: ${name}`));
  const hints = skipped.length > 0 ? missing.map((sentence) => `  (${sentence})`) : [];
  return [
    '',
    ...lines,
    ...section('Failed', failed),
    ...section('Skipped', [...skipped, ...hints]),
    '',
    lastLine(total(rows)),
  ].join('\n');
}

/** @param {import('./tally.mjs').Row} row */
function counts(row) {
  return lastLine({ passed: row.passed, failed: row.failed, skipped: row.skipped.length });
}

/** @param {string} title @param {string[]} lines */
function section(title, lines) {
  return lines.length > 0 ? ['', `${title}:`, ...lines] : [];
}
