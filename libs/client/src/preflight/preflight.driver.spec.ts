import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeMediaDevices } from '../testing/fake-media-devices.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { Preflight } from './preflight.driver.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';
import type { PreflightReport } from './preflight-report.ts';
import { PREFLIGHT_STEPS, type PreflightStep } from './preflight-step.ts';
import { type FakeAnswer, FakePaths } from './testing/fake-paths.ts';
import { GOOD_WIRE } from './testing/fake-wire.ts';

const STUN = 'stun:s';
const UDP = 'turn:t';
const TCP = 'turn:t?transport=tcp';
const TLS = 'turns:t';

const FINE: Readonly<Record<string, FakeAnswer>> = {
  [STUN]: { kind: 'candidate' },
  [UDP]: { kind: 'candidate' },
  [TCP]: { kind: 'candidate' },
  [TLS]: { kind: 'candidate' },
};

let clock: FakeClock;
let devices: FakeMediaDevices;
let stop: AbortController;

beforeEach(() => {
  clock = new FakeClock(1_000);
  devices = new FakeMediaDevices();
  stop = new AbortController();
});

/** A preflight in which servers answer like this; those that are not named are not configured. */
function prepare(answers: Readonly<Record<string, FakeAnswer>>, steps: readonly PreflightStep[] = PREFLIGHT_STEPS) {
  const of = (scheme: string) => Object.keys(answers).filter((url) => url.startsWith(scheme));
  const server = new FakeSignalingServer({
    clock,
    iceServers: [
      { urls: of('stun'), username: '', credential: '' },
      { urls: of('turn'), username: '1:x', credential: 'y' },
    ],
  });
  // A TURN server over UDP is asked as a STUN server as well.
  const paths = new FakePaths({ 'stun:t': { kind: 'candidate' }, ...answers }, clock);
  const preflight = new Preflight(
    { server: 'https://call.example', steps: new Set(steps), tracks: {}, signal: stop.signal },
    {
      transport: server.transport('guest'),
      http: server.http('guest'),
      mediaDevices: devices,
      peerConnections: paths,
      clock,
      environment: { isSecureContext: true, origin: 'https://page.example', has: () => true },
      browser: 'Example/1.0',
    },
  );
  return { preflight, paths };
}

async function run(answers: Readonly<Record<string, FakeAnswer>>): Promise<PreflightReport> {
  const { preflight, paths } = prepare(answers);
  const result = preflight.run();
  await clock.advanceAsync(60_000);
  expect(paths.made.map(({ connectionState }) => connectionState)).toEqual(paths.made.map(() => 'closed'));
  expect(devices.liveTracks).toEqual([]);
  return result;
}

describe('a preflight', () => {
  it('where all is well finds everything, and measures the relays one after the other', async () => {
    const { preflight, paths } = prepare(FINE);
    const ended: string[] = [];
    let before = preflight.report.value;
    preflight.report.subscribe((report) => {
      const over = PREFLIGHT_STEPS.filter((step) => report.steps[step] !== before.steps[step]);
      before = report;
      ended.push(
        ...over.filter((step) => report.steps[step].name === 'passed').map((step) => `${step} ${clock.now()}`),
      );
    });
    const result = preflight.run();
    await clock.advanceAsync(60_000);
    expect(paths.made.map(({ relayOnly }) => relayOnly)).toEqual([false, ...Array(6).fill(true)]);
    expect(await result).toMatchObject({ verdict: 'ready', startedAt: 1_000, browser: 'Example/1.0' });
    const at = (step: string) => Number(ended.find((entry) => entry.startsWith(step))?.split(' ')[1]);
    expect(at('turn-tcp') - at('turn-udp')).toBeGreaterThan(PREFLIGHT_LIMITS.lossMs);
    expect(at('turn-tls') - at('turn-tcp')).toBeGreaterThan(PREFLIGHT_LIMITS.lossMs);
    expect((await result).endedAt).toBe(at('turn-tls'));
    expect((await result).steps['turn-udp']).toMatchObject({
      figures: { lossRatio: 0, roundTripMs: expect.closeTo(GOOD_WIRE.latencyMs, -1) },
    });
  });

  const faults: readonly (readonly [string, Readonly<Record<string, FakeAnswer>>, PreflightStep, object])[] = [
    ['a silent STUN server', { [STUN]: { kind: 'silence' } }, 'stun', { name: 'failed', reason: 'no-answer' }],
    [
      'a device with a public address',
      { [STUN]: { kind: 'nothing' } },
      'stun',
      { name: 'passed', figures: { translated: false } },
    ],
    [
      'an unreachable STUN server that Firefox tells of late',
      { [STUN]: { kind: 'error', code: 701, told: 'after' } },
      'stun',
      { name: 'failed', reason: 'no-answer' },
    ],
    ['a silent relay', { [UDP]: { kind: 'silence' } }, 'turn-udp', { name: 'failed', reason: 'no-answer' }],
    [
      'a closed port',
      { [TCP]: { kind: 'error', code: 701, told: 'before' } },
      'turn-tcp',
      { name: 'failed', reason: 'no-answer', detail: `${TCP}: 701 said so` },
    ],
    [
      'a wrong secret',
      { [TLS]: { kind: 'error', code: 401, told: 'before' } },
      'turn-tls',
      { name: 'failed', reason: 'credentials-refused' },
    ],
    [
      'a wrong secret that Firefox tells of late',
      { [UDP]: { kind: 'error', code: 401, told: 'after' } },
      'turn-udp',
      { name: 'failed', reason: 'credentials-refused' },
    ],
    [
      'a relay without room',
      { [UDP]: { kind: 'error', code: 486, told: 'before' } },
      'turn-udp',
      { name: 'failed', reason: 'exhausted' },
    ],
    [
      'a relay of another mind',
      { [UDP]: { kind: 'error', code: 403, told: 'before' } },
      'turn-udp',
      { name: 'failed', reason: 'refused' },
    ],
    [
      'a relay through which nothing gets',
      { [UDP]: { kind: 'blocked' } },
      'turn-udp',
      { name: 'failed', reason: 'relay-blocked' },
    ],
    [
      'a relay that loses every tenth message',
      { [UDP]: { kind: 'candidate', wire: { ...GOOD_WIRE, loses: (message) => message % 10 === 0 } } },
      'turn-udp',
      { name: 'warned', reason: 'lossy', figures: { lossRatio: expect.closeTo(0.1) } },
    ],
    [
      'a narrow relay',
      { [UDP]: { kind: 'candidate', wire: { ...GOOD_WIRE, bytesPerMs: 50 } } },
      'turn-udp',
      { name: 'warned', reason: 'narrow' },
    ],
    [
      'a distant relay',
      { [UDP]: { kind: 'candidate', wire: { ...GOOD_WIRE, latencyMs: 450 } } },
      'turn-udp',
      { name: 'warned', reason: 'distant' },
    ],
    [
      'a relay that loses everything',
      { [UDP]: { kind: 'candidate', wire: { ...GOOD_WIRE, loses: () => true } } },
      'turn-udp',
      { name: 'failed', reason: 'relay-blocked' },
    ],
  ];
  it.each(faults)('tells of %s', async (_what, answers, step, expected) => {
    const { steps, verdict } = await run(answers);
    expect(steps[step]).toMatchObject(expected);
    expect(verdict).toBe('limited');
  });

  it('tells of a server that the browser will not even ask', async () => {
    const { preflight } = prepare({ [STUN]: { kind: 'refused-by-browser' }, [UDP]: { kind: 'refused-by-browser' } });
    const result = preflight.run();
    await clock.advanceAsync(60_000);
    const unusable = { name: 'failed', reason: 'unusable', detail: expect.stringContaining('SyntaxError') };
    expect((await result).steps).toMatchObject({ stun: unusable, 'turn-udp': unusable });
  });

  it('with a silent relay does not make the others wait for it', async () => {
    const { preflight } = prepare({ ...FINE, [UDP]: { kind: 'silence' } });
    const result = preflight.run();
    await clock.advanceAsync(60_000);
    const { endedAt } = await result;
    expect(endedAt).toBeLessThan(1_000 + PREFLIGHT_LIMITS.pathMs + 500);
  });

  it('leaves nothing open when it is stopped in the middle of a measurement', async () => {
    const { preflight, paths } = prepare(FINE);
    const result = preflight.run();
    await clock.advanceAsync(800);
    expect(preflight.report.value.steps['turn-udp'].name).toBe('running');
    stop.abort();
    expect(preflight.report.value).toMatchObject({ verdict: 'stopped', endedAt: 1_800 });
    await clock.advanceAsync(60_000);
    expect((await result).steps).toMatchObject({ camera: { name: 'passed' }, 'turn-udp': { name: 'skipped' } });
    expect(new Set(paths.made.map(({ connectionState }) => connectionState))).toEqual(new Set(['closed']));
    expect(clock.pending).toBe(0);
  });

  it('does nothing when it is stopped before it begins', async () => {
    const { preflight, paths } = prepare(FINE);
    stop.abort();
    expect((await preflight.run()).verdict).toBe('stopped');
    expect([paths.made, devices.requests]).toEqual([[], []]);
  });
});
