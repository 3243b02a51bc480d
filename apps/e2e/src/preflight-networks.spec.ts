import type { BrowserName } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { hasLab, useLab } from './support/labs.ts';
import { PreflightPage } from './support/preflight-page.ts';
import { ALL_WORK, each, STUN, TURN_TCP, TURN_TLS, TURN_UDP } from './support/preflight-states.ts';

describe.skipIf(!hasLab())('the check before a call, on a net', () => {
  const lab = useLab();

  /** Opens it in a browser behind the router, lets something be done to the page, and checks. */
  async function check(name: BrowserName, before: () => void = () => {}): Promise<PreflightPage> {
    const { page } = await lab().open(lab().net.west.home(0), name, 'unused');
    await page.goto(new URL('/check', page.url()).href);
    await page.evaluate(before);
    const preflight = new PreflightPage(page);
    await preflight.check();
    return preflight;
  }

  it('behind an ordinary router finds every way', async () => {
    const preflight = await check('chromium');
    expect(await preflight.states()).toEqual(ALL_WORK);
    expect(await preflight.verdict()).toMatch(/^(All is well|You can call)/);
    expect(await preflight.words(STUN)).toContain('through a router that translates addresses (NAT)');
  });

  it.each([
    ['chromium', ALL_WORK],
    // Firefox does not take the lab's certificate.
    ['firefox', { ...ALL_WORK, [TURN_TLS]: 'Does not work' }],
  ] as const)('in %s behind a router that blocks UDP finds the relay over TCP', async (name, otherwise) => {
    await lab().net.west.become({ open: 'no-udp' });
    const preflight = await check(name);
    expect(await preflight.states()).toEqual({ ...otherwise, ...each([STUN, TURN_UDP], 'Does not work') });
    expect(await preflight.words(STUN)).toContain('No STUN server answered over UDP');
    expect(await preflight.words(TURN_UDP)).toContain('If another relay works, calls go through that');
    expect(await preflight.verdict()).toContain('You can call, but');
  });

  it.each(['chromium', 'firefox'] as const)('in %s says that the relay does not take the credentials', async (name) => {
    const preflight = await check(name, spoilCredentials);
    expect(await preflight.states()).toMatchObject({ [STUN]: 'Works', ...each([TURN_UDP, TURN_TCP], 'Does not work') });
    for (const relay of [TURN_UDP, TURN_TCP]) {
      expect(await preflight.words(relay)).toMatch(/static-auth-secret differ.* 401/);
    }
  });

  it('where only port 443 is open finds the relay over TLS', async () => {
    await lab().net.west.become({ open: 'only-443' });
    const preflight = await check('chromium');
    const closed = each([STUN, TURN_UDP, TURN_TCP], 'Does not work');
    expect(await preflight.states()).toEqual({ ...ALL_WORK, ...closed });
  });

  it('in Firefox finds every way but that over TLS, whose certificate is signed by nobody', async () => {
    const preflight = await check('firefox');
    expect(await preflight.states()).toEqual({ ...ALL_WORK, [TURN_TLS]: 'Does not work' });
    expect(await preflight.words(TURN_TLS)).toContain('certificate is valid for the name in the URL');
  });

  it('over a lossy line says so', async () => {
    await lab().net.west.become({ lossPercent: 10 });
    const preflight = await check('chromium');
    expect(await preflight.words(TURN_UDP)).toContain('Much is lost on the way to the relay and back');
  });
});

/** Gives the page's connections another password than the call server has given out. */
function spoilCredentials(): void {
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor({ iceServers = [], ...rest }: RTCConfiguration = {}) {
      super({ ...rest, iceServers: iceServers.map((it) => (it.credential ? { ...it, credential: 'another' } : it)) });
    }
  };
}
