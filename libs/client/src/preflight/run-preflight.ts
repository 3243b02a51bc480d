import {
  browserClock,
  browserEnvironment,
  browserHttp,
  browserMediaDevices,
  browserName,
  browserOrigin,
  browserPeerConnections,
} from '../browser.ts';
import type { Observable } from '../call/call.ts';
import { serverFault, serverOrigin } from '../call/call-options.ts';
import type { SourceKind } from '../call/snapshot.ts';
import { CallError } from '../errors/call-error.ts';
import { grpcWebTransport } from '../signaling/grpc-web-transport.ts';
import { Preflight } from './preflight.driver.ts';
import type { PreflightReport } from './preflight-report.ts';
import { PREFLIGHT_STEPS, type PreflightStep } from './preflight-step.ts';

/** Devices that a page has already. */
export type PreflightTracks = Readonly<Partial<Record<SourceKind, MediaStreamTrack>>>;

export interface PreflightOptions {
  /** The call server: an http or https URL of which only the origin counts. */
  readonly server: string;
  /** Which steps to take; `signaling` is taken with any that need it. Default: all. */
  readonly steps?: readonly PreflightStep[];
  /**
   * A microphone or camera that the page has already: it is looked at and stays
   * as it is. Without one the browser is asked for the device, which may ask the
   * user, and it is given back at once.
   */
  readonly tracks?: PreflightTracks;
  /** Aborting it stops the preflight; what was not done then is `skipped`. */
  readonly signal?: AbortSignal;
}

/** A preflight that is under way. */
export interface PreflightRun {
  /** How it stands. */
  readonly progress: Observable<PreflightReport>;
  /** What came of it, once everything that it took is given back. Never rejects. */
  readonly result: Promise<PreflightReport>;
}

/**
 * Looks whether one can call from here, before one does: devices, call server,
 * STUN, and each way to a relay. It takes some seconds where all is well, and up
 * to 30 where nothing answers, not counting the user's answer about the devices;
 * and sends up to 4 MB, the same amount coming back (PREFLIGHT_LIMITS).
 * @throws {CallError} `invalid-argument` where the server is no http or https URL.
 */
export function runPreflight(options: PreflightOptions): PreflightRun {
  const { steps = PREFLIGHT_STEPS, tracks = {}, signal = new AbortController().signal } = options;
  const server = serverOrigin(options.server);
  if (server === null) throw new CallError('invalid-argument', serverFault(options.server));
  const preflight = new Preflight(
    { server, steps: new Set(steps), tracks, signal },
    {
      transport: grpcWebTransport({
        server,
        fetch: browserHttp.fetch,
        pageOrigin: browserOrigin(),
        clock: browserClock,
      }),
      http: browserHttp,
      mediaDevices: browserMediaDevices,
      peerConnections: browserPeerConnections,
      clock: browserClock,
      environment: browserEnvironment(),
      browser: browserName(),
    },
  );
  return { progress: preflight.report, result: preflight.run() };
}
