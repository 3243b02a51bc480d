// `npm run bench`: what calls do on networks with NATs, as tables and as JSON.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { CallLab } from '@rtc-call/lab';
import { findCoturn, howToGetCoturn } from '../../../tools/coturn.mjs';
import { missingForNetworkLab } from '../../../tools/network-lab.mjs';
import { benchMatrix, matrixTable } from './bench-matrix.ts';
import { benchRepair, gapTable, repairTable } from './bench-repair.ts';
import { parseOptions } from './options.ts';

const JSON_FILE = new URL('../reports/bench.json', import.meta.url).pathname;

/** Runs it; what is missing or wrong is said in words. */
async function main(): Promise<number> {
  const turnserver = findCoturn();
  const missing = missingForNetworkLab() ?? (turnserver === null ? howToGetCoturn() : null);
  if (missing !== null || turnserver === null) {
    console.error(missing);
    return 1;
  }
  const { runs, parts, json } = parseOptions(process.argv.slice(2), JSON_FILE);
  await using lab = await CallLab.build({ turnserver });
  const figures: Record<string, unknown> = { machine: machine(), runs };
  if (parts.has('matrix')) {
    const matrix = await benchMatrix(lab, runs);
    console.log(`\nFrom joining until both see each other, ${runs} calls each\n\n${matrixTable(matrix)}`);
    figures['matrix'] = matrix;
  }
  if (parts.has('repair')) {
    const repair = await benchRepair(lab, runs, (line) => console.log(line));
    console.log(
      `\nFrom a path being there until both see each other again, ${runs} calls each\n\n${repairTable(repair)}`,
    );
    console.log(`\nWhile the path is bad\n\n${gapTable(repair)}`);
    figures['repair'] = repair;
  }
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`\nThe figures are in ${json}.`);
  return 0;
}

function machine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
