/** Says what prevents the command from doing something, one line for each thing to mend. */
export function refuse(
  process: NodeJS.Process,
  lines: readonly string[],
  cannot = 'rtc-call-server cannot start',
): void {
  const count = lines.length === 1 ? 'One thing' : `${lines.length} things`;
  const text = [`${cannot}. ${count} to mend:`, '', ...lines.map((line) => `  ${line}`), ''];
  process.stderr.write(`${text.join('\n')}\n`);
}
