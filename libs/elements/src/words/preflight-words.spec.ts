import { PREFLIGHT_STEPS, type PreflightStep, type StepResult, type StepResults } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { ALL_WELL, MUCH_AMISS, NO_RELAY, NO_SERVER, reportOf, UNDER_WAY } from '../testing/preflights.ts';
import { ENGLISH_PREFLIGHT } from './preflight-english.ts';
import { preflightAnnouncement, preflightText, preflightWords, type StepWords } from './preflight-words.ts';

const wordsOf = (steps: StepResults) => preflightWords(steps, ENGLISH_PREFLIGHT);

/** What is said of one step that stands like this. */
function said<S extends PreflightStep>(step: S, result: StepResult<S>): StepWords {
  const words = wordsOf({ ...ALL_WELL, [step]: result }).find((it) => it.step === step);
  if (words === undefined) throw new Error('nothing is said of it');
  return words;
}

describe('the words of the preflight', () => {
  it('are of every step, in order', () => {
    expect(wordsOf(ALL_WELL).map(({ step }) => step)).toEqual(PREFLIGHT_STEPS);
  });

  it.each([
    ['where all is well', ALL_WELL],
    ['where much is amiss', MUCH_AMISS],
    ['where there is no relay', NO_RELAY],
    ['where the server is gone', NO_SERVER],
  ])('say what everything means, %s', (_what, steps) => {
    for (const { meaning, state, title } of wordsOf(steps)) {
      expect([meaning, state, title].every((text) => text !== null && text.length > 0)).toBe(true);
    }
  });

  it('say how to mend whatever does not work', () => {
    for (const { name, guest, operator } of wordsOf(MUCH_AMISS).filter(({ name }) => name !== 'passed')) {
      expect([name, guest ?? operator]).not.toEqual([name, null]);
    }
    for (const { guest, operator } of wordsOf(NO_RELAY).slice(-3))
      expect([guest, operator]).toEqual([null, expect.any(String)]);
  });

  it.each([
    ['UDP port', 'turn-udp'],
    ['TCP port', 'turn-tcp'],
    ['certificate', 'turn-tls'],
  ] as const)('name the %s of a relay that does not answer', (what, step) => {
    expect(said(step, { name: 'failed', reason: 'no-answer', detail: null }).operator).toContain(what);
  });

  it('keep what the browser said for the operator', () => {
    const detail = 'turn:t: 401 Unauthorized.';
    expect(said('turn-tcp', { name: 'failed', reason: 'credentials-refused', detail })).toMatchObject({
      guest: 'Tell whoever runs this page.',
      operator: expect.stringMatching(/static-auth-secret.* 401 Unauthorized\.$/),
    });
  });

  it.each([
    [0, 'lost 0 %'],
    [0.004, 'lost 0.4 %'],
    [0.074, 'lost 7.4 %'],
    [0.5, 'lost 50 %'],
  ])('round a loss of %d', (lossRatio, expected) => {
    const figures = { connectedAfterMs: 100, roundTripMs: 0.4, lossRatio, bitsPerSecond: 2_345_678 };
    expect(said('turn-udp', { name: 'passed', figures }).figures).toBe(
      `Connected after 100 ms · to the relay and back under 1 ms · ${expected} · at least 2.3 Mbit/s`,
    );
  });

  it('leave out what the browser did not tell', () => {
    expect(said('camera', { name: 'passed', figures: { label: '', picture: null } }).figures).toBeNull();
    const figures = { roundTripMs: 20, protocol: '' };
    expect(said('signaling', { name: 'passed', figures }).figures).toBe('Answers in 20 ms');
  });

  it('can be others', () => {
    const [first] = preflightWords(ALL_WELL, {
      ...ENGLISH_PREFLIGHT,
      states: { ...ENGLISH_PREFLIGHT.states, passed: '됩니다' },
      steps: { ...ENGLISH_PREFLIGHT.steps, microphone: '마이크' },
    });
    expect(first).toMatchObject({ title: '마이크', state: '됩니다' });
  });
});

describe('what is read out', () => {
  const announced = (before: StepResults, now: StepResults) =>
    preflightAnnouncement(wordsOf(before), wordsOf(now), ENGLISH_PREFLIGHT);

  it('is each step once, when it is over', () => {
    expect(announced(UNDER_WAY, { ...UNDER_WAY, camera: ALL_WELL.camera })).toBe('Camera: Works.');
    expect(announced(UNDER_WAY, UNDER_WAY)).toBe('');
    expect(announced({ ...ALL_WELL, camera: { name: 'waiting' } }, { ...ALL_WELL, camera: { name: 'running' } })).toBe(
      '',
    );
  });

  it('is everything that is over at once', () => {
    expect(announced(UNDER_WAY, NO_SERVER)).toBe(
      'Camera: Works. Call server: Does not work. Direct connection (UDP, STUN): Not checked. ' +
        'Relay over UDP (TURN): Not checked. Relay over TCP (TURN): Not checked. Relay over TLS (TURN): Not checked.',
    );
  });
});

it('the text tells all of it', () => {
  expect(preflightText(reportOf(MUCH_AMISS, 'limited'), ENGLISH_PREFLIGHT)).toMatchInlineSnapshot(`
    "Check of devices and connection (rtc-call)
    Server: https://call.example.org
    Time: 2026-11-22T09:00:00.000Z
    Browser: Example/1.0
    You can call, but not everything is as it should be.

    Microphone: Works, but not well
      내장 마이크 (박지원의 헤드셋)
      The microphone is muted by the system or by a switch on it.
      Look for a mute key, a cover or a switch, and allow the microphone in the system’s settings.
    Camera: Does not work
      The browser does not let this page use the camera.
      Allow it in the site settings, by the address bar, and in the system’s privacy settings. You can join without.
      Details: NotAllowedError: Permission denied
    Call server: Works, but not well
      Answers in 812 ms (http/1.1)
      The call server answers slowly, so joining takes a while. Sound and picture do not go through it.
      If other pages are slow too, it is your network.
      Details: A server that is nearer to its users, or has less to do, answers sooner.
    Direct connection (UDP, STUN): Does not work
      No STUN server answered over UDP. Many company networks block it.
      If a relay works, calls do too. Otherwise try another network, such as a phone’s hotspot.
      Details: If it fails everywhere: check that the STUN server runs, and that its UDP port is open in each firewall.
    Relay over UDP (TURN): Does not work
      No relay answered over UDP.
      If another relay works, calls go through that. Otherwise try another network, such as a phone’s hotspot.
      Details: If it fails everywhere: check that the TURN server runs, and that its UDP port is open in each firewall. turn:turn.example.org:3478: 701
    Relay over TCP (TURN): Does not work
      The relay does not accept what the call server gives out for it.
      Tell whoever runs this page.
      Details: The secret of the call server and the TURN server’s static-auth-secret differ, or their clocks do. Restart the TURN server after a change. turn:turn.example.org:3478?transport=tcp: 401 Unauthorized.
    Relay over TLS (TURN): Works, but not well
      Connected after 1,310 ms · to the relay and back 421 ms · lost 7.4 % · at least 642 kbit/s
      Much is lost on the way to the relay and back, so sound and picture may break up.
      Go nearer to the wireless router or use a cable, and stop large transfers.
      Details: If it is so for everybody: the relay’s machine or its network has too much to do.
    "
  `);
});
