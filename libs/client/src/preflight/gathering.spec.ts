import { expect, it } from 'vitest';
import { promisesSettled } from '../testing/promises-settled.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { watchGathering } from './gathering.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';

const clock = new FakeClock();

/** A connection that finds what a test says. */
class Finder extends EventTarget {
  readonly gathering = watchGathering(this as unknown as RTCPeerConnection, 'relay', clock);

  find(candidate: Partial<RTCIceCandidate> | null): void {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }

  fail(errorCode: number): void {
    this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { url: 'turn:t', errorCode, errorText: '' }));
  }
}

async function isResolved(promise: Promise<void>): Promise<boolean> {
  let resolved = false;
  void promise.then(() => {
    resolved = true;
  });
  await promisesSettled();
  return resolved;
}

it('finds candidates of one type, and no others', async () => {
  const finder = new Finder();
  finder.find({ type: 'host' });
  finder.find({ candidate: '' });
  expect(finder.gathering.state()).toMatchObject({ hasFound: false, isComplete: false });
  expect(await isResolved(finder.gathering.found)).toBe(false);
  finder.find({ type: 'relay' });
  expect(finder.gathering.state().hasFound).toBe(true);
  expect(await isResolved(finder.gathering.found)).toBe(true);
});

it.each([
  [701, 401],
  [401, 701],
])('keeps what a server says rather than its silence, in whichever order: %i, %i', (first, second) => {
  const finder = new Finder();
  finder.fail(first);
  finder.fail(second);
  expect(finder.gathering.state().worst).toEqual({ code: 401, isUnreachable: false, text: 'turn:t: 401' });
});

it('waits after the end for what was wrong, unless that was said', async () => {
  const late = new Finder();
  late.find(null);
  expect(await isResolved(late.gathering.complete)).toBe(false);
  await clock.advanceAsync(PREFLIGHT_LIMITS.lastWordMs);
  expect(await isResolved(late.gathering.complete)).toBe(true);
  const early = new Finder();
  early.fail(701);
  early.find(null);
  await clock.advanceAsync(0);
  expect(await isResolved(early.gathering.complete)).toBe(true);
});
