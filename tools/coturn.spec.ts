import { expect, it } from 'vitest';
import { coturnForTests, findCoturn, howToGetCoturn } from './coturn.mjs';
import type { Machine } from './programs.mjs';

function machine(files: string[], env: NodeJS.ProcessEnv = {}): Machine {
  return { env, platform: 'linux', isFile: (path) => files.includes(path) };
}

it('is where Debian puts it, or where a variable says', () => {
  expect(findCoturn(machine(['/usr/bin/turnserver']))).toBe('/usr/bin/turnserver');
  const mine = { RTC_CALL_TURNSERVER: '/opt/coturn/bin/turnserver' };
  expect(findCoturn(machine(['/usr/bin/turnserver', '/opt/coturn/bin/turnserver'], mine))).toBe(
    '/opt/coturn/bin/turnserver',
  );
});

it('is skipped on a developer machine that has none, and needed on CI', () => {
  expect(coturnForTests(machine([]))).toBeNull();
  expect(() => coturnForTests(machine([], { CI: 'true' }))).toThrow(howToGetCoturn());
  expect(howToGetCoturn()).toContain('apt-get install coturn');
});
