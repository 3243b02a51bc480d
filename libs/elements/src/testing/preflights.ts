import type { PreflightReport, PreflightRun, runPreflight, StepResults, TurnFigures } from '@rtc-call/client';

const TURN: TurnFigures = { connectedAfterMs: 148, roundTripMs: 31, lossRatio: 0, bitsPerSecond: 18_400_000 };

/** Everything works. */
export const ALL_WELL: StepResults = {
  microphone: { name: 'passed', figures: { label: 'Studio headset', picture: null } },
  camera: { name: 'passed', figures: { label: 'Built-in camera', picture: { width: 1280, height: 720 } } },
  signaling: { name: 'passed', figures: { roundTripMs: 24, protocol: 'h2' } },
  stun: { name: 'passed', figures: { answeredAfterMs: 38, translated: true } },
  'turn-udp': { name: 'passed', figures: TURN },
  'turn-tcp': { name: 'passed', figures: { ...TURN, connectedAfterMs: 213 } },
  'turn-tls': { name: 'passed', figures: { ...TURN, connectedAfterMs: 260 } },
};

/** In the middle of it. */
export const UNDER_WAY: StepResults = {
  ...ALL_WELL,
  camera: { name: 'running' },
  'turn-udp': { name: 'running' },
  'turn-tcp': { name: 'running' },
  'turn-tls': { name: 'running' },
};

/** A strict network, no camera permission, a microphone with a name in another script, and a wrong secret. */
export const MUCH_AMISS: StepResults = {
  microphone: { name: 'warned', reason: 'muted', figures: { label: '내장 마이크 (박지원의 헤드셋)', picture: null } },
  camera: { name: 'failed', reason: 'denied', detail: 'NotAllowedError: Permission denied' },
  signaling: { name: 'warned', reason: 'slow', figures: { roundTripMs: 812, protocol: 'http/1.1' } },
  stun: { name: 'failed', reason: 'no-answer', detail: null },
  'turn-udp': { name: 'failed', reason: 'no-answer', detail: 'turn:turn.example.org:3478: 701' },
  'turn-tcp': {
    name: 'failed',
    reason: 'credentials-refused',
    detail: 'turn:turn.example.org:3478?transport=tcp: 401 Unauthorized.',
  },
  'turn-tls': {
    name: 'warned',
    reason: 'lossy',
    figures: { connectedAfterMs: 1_310, roundTripMs: 421, lossRatio: 0.074, bitsPerSecond: 642_000 },
  },
};

/** No relay is set up. */
export const NO_RELAY: StepResults = {
  ...ALL_WELL,
  'turn-udp': { name: 'not-configured' },
  'turn-tcp': { name: 'not-configured' },
  'turn-tls': { name: 'not-configured' },
};

/** The call server is gone. */
export const NO_SERVER: StepResults = {
  ...ALL_WELL,
  signaling: {
    name: 'failed',
    reason: 'server-unreachable',
    detail: 'The call server at https://call.example.org does not answer.',
  },
  stun: { name: 'skipped', because: 'no-signaling' },
  'turn-udp': { name: 'skipped', because: 'no-signaling' },
  'turn-tcp': { name: 'skipped', because: 'no-signaling' },
  'turn-tls': { name: 'skipped', because: 'no-signaling' },
};

/** A report of these steps. */
export function reportOf(steps: StepResults, verdict: PreflightReport['verdict']): PreflightReport {
  const endedAt = verdict === 'running' ? null : Date.UTC(2026, 10, 22, 9, 0, 5);
  const startedAt = Date.UTC(2026, 10, 22, 9, 0, 0);
  return { server: 'https://call.example.org', startedAt, endedAt, browser: 'Example/1.0', steps, verdict };
}

/** A preflight whose reports a test hands out. */
export class FakePreflight {
  readonly asked: Parameters<typeof runPreflight>[0][] = [];
  readonly #listeners = new Set<(report: PreflightReport) => void>();
  #report: PreflightReport;
  #over = Promise.withResolvers<PreflightReport>();

  constructor(report: PreflightReport) {
    this.#report = report;
  }

  /** In place of the client's. */
  readonly run: typeof runPreflight = (options) => {
    this.asked.push(options);
    this.#over = Promise.withResolvers();
    if (this.#report.verdict !== 'running') this.#over.resolve(this.#report);
    const report = () => this.#report;
    return {
      progress: {
        get value() {
          return report();
        },
        subscribe: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      result: this.#over.promise,
    } satisfies PreflightRun;
  };

  /** How it stands from now on; the end of it where its verdict says so. */
  show(report: PreflightReport): void {
    this.#report = report;
    for (const listener of [...this.#listeners]) listener(report);
    if (report.verdict !== 'running') this.#over.resolve(report);
  }
}
