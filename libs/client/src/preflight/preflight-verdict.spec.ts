import { expect, it } from 'vitest';
import { NOTHING_YET } from './preflight.machine.ts';
import { verdictOf } from './preflight-verdict.ts';
import type { StepResults } from './step-result.ts';

const TURN = {
  name: 'passed',
  figures: { connectedAfterMs: 1, roundTripMs: 1, lossRatio: 0, bitsPerSecond: 1e7 },
} as const;
const DEVICE = { name: 'passed', figures: { label: '', picture: null } } as const;
const WELL: StepResults = {
  microphone: DEVICE,
  camera: DEVICE,
  signaling: { name: 'passed', figures: { roundTripMs: 1, protocol: 'h2' } },
  stun: { name: 'passed', figures: { answeredAfterMs: 1, translated: true } },
  'turn-udp': TURN,
  'turn-tcp': TURN,
  'turn-tls': TURN,
};
const NONE = { name: 'not-configured' } as const;
const skipped = <B extends string>(because: B) => ({ name: 'skipped', because }) as const;

const cases: readonly (readonly [string, Partial<StepResults>, string])[] = [
  ['all is well', {}, 'ready'],
  ['there is one relay', { 'turn-tcp': NONE, 'turn-tls': NONE }, 'ready'],
  ['only some steps were chosen', { camera: skipped('not-chosen'), 'turn-udp': skipped('not-chosen') }, 'ready'],
  ['there is no relay', { 'turn-udp': NONE, 'turn-tcp': NONE, 'turn-tls': NONE }, 'limited'],
  ['a way does not work', { stun: { name: 'failed', reason: 'no-answer', detail: null } }, 'limited'],
  ['a way works badly', { 'turn-udp': { ...TURN, name: 'warned', reason: 'lossy' } }, 'limited'],
  ['there is no camera', { camera: { name: 'failed', reason: 'missing', detail: null } }, 'limited'],
  ['the server is gone', { signaling: { name: 'failed', reason: 'server-unreachable', detail: null } }, 'blocked'],
  ['the browser has no WebRTC', { stun: skipped('unsupported-browser') }, 'blocked'],
  ['something was stopped', { stun: skipped('stopped') }, 'stopped'],
  ['something is under way', { stun: { name: 'running' } }, 'running'],
];

it.each(cases)('where %s', (_what, change, verdict) => {
  expect(verdictOf({ ...WELL, ...change })).toBe(verdict);
});

it('is not over before it began', () => {
  expect(verdictOf(NOTHING_YET)).toBe('running');
});
