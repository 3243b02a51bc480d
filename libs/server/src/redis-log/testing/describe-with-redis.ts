import { describe } from 'vitest';
import { redisForTests } from '../../../../../tools/redis.mjs';

/** Tests that need a Redis of their own. Skipped on a machine without the program; where it must be there (CI), they fail. */
export function describeWithRedis(name: string, tests: (program: string) => void): void {
  const program = redisForTests();
  describe.skipIf(program === null)(name, () => tests(program ?? ''));
}
