import { describe } from 'vitest';
import { coturnForTests } from '../../../../../tools/coturn.mjs';

/** Tests that need a coturn of their own. Skipped on a machine without the program; where it must be there (CI), they fail. */
export function describeWithCoturn(name: string, tests: (program: string) => void): void {
  const program = coturnForTests();
  describe.skipIf(program === null)(name, () => tests(program ?? ''));
}
