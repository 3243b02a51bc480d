import type { SourceKind } from '../call/snapshot.ts';
import { Store } from '../call/store.ts';
import type { Observable } from '../call/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpPort } from '../ports/http.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { Environment } from '../requirements/requirements.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { type AcquireTrack, acquireTogether } from '../source/acquire-together.ts';
import { checkDevice } from './check-device.ts';
import { checkSignaling } from './check-signaling.ts';
import { checkStun } from './check-stun.ts';
import { checkTurn } from './check-turn.ts';
import { Lane } from './lane.ts';
import { afterEvent, NOTHING_YET, newlyRunning, type PreflightEvent } from './preflight.machine.ts';
import type { PreflightReport } from './preflight-report.ts';
import { type PreflightServers, preflightServers } from './preflight-servers.ts';
import type { PathStep, PreflightStep, TurnStep } from './preflight-step.ts';
import { verdictOf } from './preflight-verdict.ts';

export interface PreflightPorts {
  readonly transport: SignalingTransport;
  readonly http: HttpPort;
  readonly mediaDevices: MediaDevicesPort;
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly environment: Environment;
  /** The browser, as it names itself. */
  readonly browser: string;
}

export interface PreflightSettings {
  /** An origin. */
  readonly server: string;
  readonly steps: ReadonlySet<PreflightStep>;
  /** Tracks that the page has already. */
  readonly tracks: Readonly<Partial<Record<SourceKind, MediaStreamTrack>>>;
  readonly signal: AbortSignal;
}

/** Takes the steps that the machine begins, and tells it what came of them. */
export class Preflight {
  readonly #settings: PreflightSettings;
  readonly #ports: PreflightPorts;
  readonly #report: Store<PreflightReport>;
  readonly #acquire: AcquireTrack;
  readonly #lane = new Lane();
  /** What is under way. */
  readonly #work: Promise<void>[] = [];
  #servers: PreflightServers['of'] = new Map();

  constructor(settings: PreflightSettings, ports: PreflightPorts) {
    const { server } = settings;
    const { clock, mediaDevices, browser } = ports;
    this.#settings = settings;
    this.#ports = ports;
    this.#acquire = acquireTogether(mediaDevices);
    this.#report = new Store<PreflightReport>({
      server,
      startedAt: clock.now(),
      endedAt: null,
      browser,
      steps: NOTHING_YET,
      verdict: 'running',
    });
  }

  get report(): Observable<PreflightReport> {
    return this.#report;
  }

  /** Runs to the end, or until it is stopped. Resolves when everything that was taken is given back. Call it once. */
  async run(): Promise<PreflightReport> {
    const { signal, steps } = this.#settings;
    const { environment } = this.#ports;
    const stop = () => this.#learn({ type: 'stopped' });
    signal.addEventListener('abort', stop);
    const hasWebRtc = environment.has('RTCPeerConnection') && environment.has('RTCDataChannel');
    if (signal.aborted) stop();
    else this.#learn({ type: 'begun', chosen: steps, hasWebRtc });
    // Steps begin others.
    for (let work = this.#work.shift(); work !== undefined; work = this.#work.shift()) await work;
    signal.removeEventListener('abort', stop);
    return this.#report.value;
  }

  #learn(event: PreflightEvent): void {
    const before = this.#report.value;
    const steps = afterEvent(before.steps, event);
    if (steps === before.steps) return;
    const verdict = verdictOf(steps);
    const endedAt = verdict === 'running' ? null : (before.endedAt ?? this.#ports.clock.now());
    this.#report.set({ ...before, steps, verdict, endedAt });
    for (const step of newlyRunning(before.steps, steps)) this.#work.push(this.#take(step));
  }

  async #take(step: PreflightStep): Promise<void> {
    switch (step) {
      case 'microphone':
      case 'camera':
        return this.#learn({ type: 'ended', step, result: await this.#checkDevice(step) });
      case 'signaling':
        return this.#checkSignaling();
      case 'stun':
        return this.#learn({ type: 'ended', step, result: await checkStun(this.#pathOptions(step)).catch(unusable) });
      case 'turn-udp':
      case 'turn-tcp':
      case 'turn-tls':
        return this.#learn({ type: 'ended', step, result: await this.#checkTurn(step).catch(unusable) });
    }
  }

  #checkDevice(kind: SourceKind) {
    const { mediaDevices: devices, environment, clock } = this.#ports;
    const { signal, tracks } = this.#settings;
    const { isSecureContext } = environment;
    return checkDevice({ kind, track: tracks[kind], devices, acquire: this.#acquire, isSecureContext, clock, signal });
  }

  async #checkSignaling(): Promise<void> {
    const { server, signal } = this.#settings;
    const { http, transport, clock } = this.#ports;
    const { result, ice } = await checkSignaling({ server, http, transport, clock, signal });
    if (ice !== null) {
      const { of, relayOnly } = preflightServers(ice);
      this.#servers = of;
      this.#learn({ type: 'configured', steps: new Set(of.keys()), relayOnly });
    }
    this.#learn({ type: 'ended', step: 'signaling', result });
  }

  #checkTurn(step: TurnStep) {
    return checkTurn({ ...this.#pathOptions(step), lane: this.#lane });
  }

  #pathOptions(step: PathStep) {
    const { peerConnections, clock } = this.#ports;
    return { servers: this.#servers.get(step) ?? [], peerConnections, clock, signal: this.#settings.signal };
  }
}

/** What a browser throws that is asked for a connection by servers that it does not take. */
function unusable(thrown: unknown): { name: 'failed'; reason: 'unusable'; detail: string } {
  return { name: 'failed', reason: 'unusable', detail: String(thrown) };
}
