import { CallLab, type CallLabOptions, hasBrowsers } from '@rtc-call/lab';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { coturnForTests } from '../../../../tools/coturn.mjs';
import { networkLabForTests } from '../../../../tools/network-lab.mjs';

/** Whether the machine has what a lab of NATs takes. Where it must have it (CI), what is missing throws. */
export function hasLab(): boolean {
  return hasBrowsers('chromium', 'firefox') && coturnForTests() !== null && networkLabForTests();
}

/**
 * Builds one for the test file that calls it; after each test its pages are closed and its net is as it was.
 * @returns what gives it, from the first test on.
 */
export function useLab(options: Omit<CallLabOptions, 'turnserver'> = {}): () => CallLab {
  let lab: CallLab | null = null;
  beforeAll(async () => {
    lab = await CallLab.build({ ...options, turnserver: coturnForTests() ?? 'turnserver' });
  });
  afterEach(() => lab?.reset());
  afterAll(() => lab?.[Symbol.asyncDispose]());
  return () => {
    if (lab === null) throw new Error('The lab is built before the first test, not earlier.');
    return lab;
  };
}
