import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpPort, ProbeResponse } from '../ports/http.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { checkSignaling, type SignalingCheck, type SignalingCheckOptions } from './check-signaling.ts';
import { PREFLIGHT_LIMITS, PREFLIGHT_THRESHOLDS } from './preflight-limits.ts';

let clock: FakeClock;
let server: FakeSignalingServer;
let latencyMs: number;

beforeEach(() => {
  clock = new FakeClock();
  latencyMs = 10;
  server = new FakeSignalingServer({ clock, latencyMs: () => latencyMs });
});

/** Runs it as long as it takes, or a little longer than it may. */
async function check(change: Partial<SignalingCheckOptions> = {}): Promise<SignalingCheck> {
  const { signal } = new AbortController();
  const [transport, http] = [server.transport('guest'), server.http('guest')];
  const checked = checkSignaling({ server: 'https://call.example', http, transport, clock, signal, ...change });
  await clock.advanceAsync(PREFLIGHT_LIMITS.signalingMs + 1);
  return checked;
}

/** What the server says of itself. */
const saying = (response: Partial<ProbeResponse>): HttpPort => ({
  ...server.http('guest'),
  probe: async () => ({ status: 200, body: null, protocol: 'h2', ...response }),
});

describe('the call server', () => {
  it('that answers tells the ICE servers, and is measured', async () => {
    expect(await check()).toEqual({
      result: { name: 'passed', figures: { roundTripMs: 20, protocol: 'h2' } },
      ice: expect.objectContaining({ servers: [] }),
    });
    expect(clock.pending).toBe(0);
  });

  it('that answers slowly is told so', async () => {
    latencyMs = PREFLIGHT_THRESHOLDS.slowSignalingMs;
    expect(await check()).toMatchObject({
      result: { name: 'warned', reason: 'slow', figures: { roundTripMs: 1_000 } },
    });
  });

  it('of which one later answer is lost is measured by the others', async () => {
    const lose = { kind: 'lose', client: 'guest', what: 'answer', method: 'getIceServers', noticed: true } as const;
    clock.after(70, () => server.strike(lose));
    expect(await check()).toMatchObject({ result: { name: 'passed', figures: { roundTripMs: 20 } } });
    expect(server.struck.get('lose')).toBe(1);
  });

  it('that is gone', async () => {
    server.kill();
    expect(await check()).toMatchObject({ result: { name: 'failed', reason: 'server-unreachable' }, ice: null });
  });

  it('that stands still is given up after a while', async () => {
    server.pause();
    expect(await check()).toMatchObject({
      result: { name: 'failed', reason: 'server-unreachable', detail: expect.stringContaining('in time') },
    });
  });

  it('to which calls do not get through', async () => {
    server.strike({ kind: 'lose', client: 'guest', what: 'request', method: 'getIceServers', noticed: true });
    expect(await check()).toMatchObject({ result: { name: 'failed', reason: 'requests-blocked' } });
  });

  it('that does not admit the page', async () => {
    const body = { name: 'rtc-call', origin: { value: 'https://page.example', allowed: false } };
    expect(await check({ http: saying({ body }) })).toMatchObject({
      result: { name: 'failed', reason: 'origin-refused', detail: expect.stringContaining('https://page.example') },
    });
  });

  it('that is none', async () => {
    expect(await check({ http: saying({ status: 404 }) })).toMatchObject({
      result: { name: 'failed', reason: 'server-unreachable', detail: expect.stringContaining('no rtc-call server') },
    });
  });
});
