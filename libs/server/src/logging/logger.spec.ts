import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger, type LoggerOptions } from './logger.ts';

const ESCAPE = '\u001b';

afterEach(() => vi.unstubAllEnvs());

/** What a logger writes into a terminal or into something else. */
function written(isTTY: boolean, options: LoggerOptions = {}): string {
  let text = '';
  const output = { isTTY, write: (line: string) => (text += line) };
  const logger = createLogger({ ...options, output });
  logger.debug('unimportant');
  logger.info({ room: 'a' }, 'Participant joined');
  return text;
}

it('writes a line for a person on a terminal, and JSON elsewhere', () => {
  expect(written(true)).toMatch(/INFO.*Participant joined.*\{"room":"a"\}/);
  expect(JSON.parse(written(false))).toMatchObject({ level: 'info', room: 'a', msg: 'Participant joined' });
});

it.each([
  [true, 'json', /^\{/],
  [false, 'pretty', /^\[/],
] as const)('writes what it is told to (terminal: %s, format: %s)', (isTTY, format, expected) => {
  expect(written(isTTY, { format })).toMatch(expected);
});

it('writes from its level on', () => {
  expect(written(false, { level: 'debug' })).toContain('unimportant');
  expect(written(false)).not.toContain('unimportant');
  expect(written(false, { level: 'silent' })).toBe('');
});

it('says when, as every log reader understands it', () => {
  const { time } = JSON.parse(written(false)) as { time: string };
  expect(new Date(time).toISOString()).toBe(time);
});

describe('colours', () => {
  it('are for terminals', () => {
    vi.stubEnv('NO_COLOR', '');
    expect(written(true)).toContain(ESCAPE);
    expect(written(false, { format: 'pretty' })).not.toContain(ESCAPE);
  });

  it('are not for who does not want them', () => {
    vi.stubEnv('NO_COLOR', '1');
    expect(written(true)).not.toContain(ESCAPE);
  });
});
