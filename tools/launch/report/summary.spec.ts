import { expect, it } from 'vitest';
import { summary } from './summary.mjs';

const good = { id: 'tools:check-lock', passed: 1, failed: 0, skipped: [], faults: [] };
const bad = { id: 'e2e:e2e', passed: 2, failed: 1, skipped: ['Chromium with Firefox'], faults: ['three pages'] };

it('ends with nothing but the sum', () => {
  expect(summary([good], []).split('\n').at(-1)).toBe('1 passed, 0 failed');
  expect(summary([good, bad], []).split('\n').at(-1)).toBe('3 passed, 1 failed, 1 skipped');
});

it('lists what failed and what was skipped, and how to get it', () => {
  const text = summary([good, bad], ['no firefox was found: install it']);
  expect(text).toContain('Failed:\n  e2e:e2e: three pages');
  expect(text).toContain('Skipped:\n  e2e:e2e: Chromium with Firefox\n  (no firefox was found: install it)');
});

it('says nothing of a missing browser when nothing was skipped', () => {
  expect(summary([good], ['no firefox was found: install it'])).not.toContain('firefox');
});
