import { describe, expect, it } from 'vitest';
import { afterEvent, NOTHING_YET, newlyRunning, type PreflightEvent } from './preflight.machine.ts';
import { PREFLIGHT_STEPS, type PathStep, type PreflightStep } from './preflight-step.ts';
import type { StepResults } from './step-result.ts';

const ALL = new Set(PREFLIGHT_STEPS);
const BEGUN: PreflightEvent = { type: 'begun', chosen: ALL, hasWebRtc: true };
const SIGNALED: PreflightEvent = {
  type: 'ended',
  step: 'signaling',
  result: { name: 'passed', figures: { roundTripMs: 20, protocol: 'h2' } },
};
const UNSIGNALED: PreflightEvent = {
  type: 'ended',
  step: 'signaling',
  result: { name: 'failed', reason: 'server-unreachable', detail: null },
};
const configured = (...steps: PathStep[]): PreflightEvent => ({
  type: 'configured',
  steps: new Set(steps),
  relayOnly: false,
});

const after = (...events: PreflightEvent[]): StepResults => events.reduce(afterEvent, NOTHING_YET);

/** Each step in a word. */
function told(steps: StepResults): Record<PreflightStep, string> {
  const words = PREFLIGHT_STEPS.map((step) => {
    const result = steps[step];
    return [step, result.name === 'skipped' ? result.because : result.name];
  });
  return Object.fromEntries(words);
}

describe('a preflight', () => {
  it('begins with what needs nothing else', () => {
    expect(newlyRunning(NOTHING_YET, after(BEGUN))).toEqual(['microphone', 'camera', 'signaling']);
  });

  it('goes on at once with every server that there is, and says of which kinds there are none', () => {
    const before = after(BEGUN, configured('stun', 'turn-tls'));
    expect(newlyRunning(after(BEGUN), before)).toEqual([]);
    const steps = afterEvent(before, SIGNALED);
    expect(newlyRunning(before, steps)).toEqual(['stun', 'turn-tls']);
    expect(told(steps)).toMatchObject({ 'turn-udp': 'not-configured', 'turn-tcp': 'not-configured' });
  });

  it('leaves out what nobody can tell without the call server', () => {
    expect(told(after(BEGUN, UNSIGNALED))).toEqual({
      microphone: 'running',
      camera: 'running',
      signaling: 'failed',
      stun: 'no-signaling',
      'turn-udp': 'no-signaling',
      'turn-tcp': 'no-signaling',
      'turn-tls': 'no-signaling',
    });
  });

  it('leaves out STUN where all calls go through a relay', () => {
    const relayOnly: PreflightEvent = { type: 'configured', steps: new Set(['stun', 'turn-udp']), relayOnly: true };
    expect(told(after(BEGUN, relayOnly, SIGNALED))).toMatchObject({ stun: 'relay-only', 'turn-udp': 'running' });
  });

  it('leaves out what needs WebRTC where there is none, and looks at the rest', () => {
    expect(told(after({ ...BEGUN, hasWebRtc: false }, configured('stun'), SIGNALED))).toMatchObject({
      signaling: 'passed',
      stun: 'unsupported-browser',
      'turn-tls': 'unsupported-browser',
    });
  });

  it('takes only the steps that were chosen', () => {
    const steps = after({ ...BEGUN, chosen: new Set(['signaling', 'stun']) }, configured('stun', 'turn-udp'), SIGNALED);
    expect(told(steps)).toMatchObject({ camera: 'not-chosen', stun: 'running', 'turn-udp': 'not-chosen' });
  });

  it('asks the call server also for one who only wants to know of STUN', () => {
    const steps = after({ ...BEGUN, chosen: new Set(['stun']) });
    expect(told(steps)).toMatchObject({ signaling: 'running', stun: 'waiting', camera: 'not-chosen' });
  });

  it('keeps what is over when it is stopped, and hears nothing of the rest', () => {
    const stopped = after(BEGUN, SIGNALED, { type: 'stopped' });
    expect(told(stopped)).toMatchObject({ signaling: 'passed', camera: 'stopped', stun: 'stopped' });
    const late: PreflightEvent = {
      type: 'ended',
      step: 'camera',
      result: { name: 'passed', figures: { label: '', picture: null } },
    };
    expect(afterEvent(stopped, late)).toBe(stopped);
    expect(told(afterEvent(stopped, configured('stun')))).toEqual(told(stopped));
  });
});
