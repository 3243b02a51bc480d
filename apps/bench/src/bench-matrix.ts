import { type CallLab, measureCell, NAT_CELLS, pathInWords } from '@rtc-call/lab';
import { spreadOf } from './spread.ts';
import { table } from './table.ts';

/** A cell of the matrix: the path that calls found, and how long it took until both saw each other. */
export interface MatrixRow {
  readonly title: string;
  readonly browsers: readonly string[];
  readonly path: string;
  readonly firstFrameMs: readonly number[];
}

/** Holds a call in each cell so many times, once in all before again in any. */
export async function benchMatrix(lab: CallLab, runs: number): Promise<readonly MatrixRow[]> {
  const rows = NAT_CELLS.map(({ title, browsers }) => ({
    title,
    browsers,
    paths: new Set<string>(),
    firstFrameMs: [] as number[],
  }));
  for (let run = 0; run < runs; run += 1) {
    for (const [index, cell] of NAT_CELLS.entries()) {
      const outcome = await measureCell(lab, cell);
      rows[index]?.paths.add(pathInWords(outcome));
      rows[index]?.firstFrameMs.push(outcome.firstFrameMs);
    }
  }
  return rows.map(({ paths, ...row }) => ({ ...row, path: [...paths].join(' or ') }));
}

export function matrixTable(rows: readonly MatrixRow[]): string {
  return table(
    ['network', 'browsers', 'path', 'first frame, ms: median', 'least', 'most'],
    rows.map(({ title, browsers, path, firstFrameMs }) => {
      const { median, least, most } = spreadOf(firstFrameMs);
      return [title, browsers.join(' and '), path, median, least, most];
    }),
  );
}
