import type { IceConfiguration } from '@rtc-call/contract';
import { askAbout, originFault } from '../entrance/server-about.ts';
import { CallError, type CallErrorCode } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpPort } from '../ports/http.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { abortable } from './abortable.ts';
import { median } from './median.ts';
import { PREFLIGHT_LIMITS, PREFLIGHT_THRESHOLDS } from './preflight-limits.ts';
import type { SignalingFault, StepOutcome } from './step-result.ts';
import { TimeLimit } from './time-limit.ts';

export interface SignalingCheckOptions {
  readonly server: string;
  readonly http: HttpPort;
  readonly transport: SignalingTransport;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What came of it, and the ICE servers where the call server told them. */
export interface SignalingCheck {
  readonly result: StepOutcome<'signaling'>;
  readonly ice: IceConfiguration | null;
}

const FAULTS: Partial<Record<CallErrorCode, SignalingFault>> = {
  'server-unreachable': 'server-unreachable',
  'origin-refused': 'origin-refused',
  'connection-lost': 'requests-blocked',
  'server-busy': 'server-unavailable',
  'server-stopping': 'server-unavailable',
  'store-unavailable': 'server-unavailable',
};

/** Asks the call server who it is and which ICE servers there are, as a page does that joins, and measures the answers. */
export async function checkSignaling(options: SignalingCheckOptions): Promise<SignalingCheck> {
  const { server, http, clock, signal } = options;
  const limit = new TimeLimit(PREFLIGHT_LIMITS.signalingMs, signal, clock);
  try {
    const about = await abortable(askAbout(http, server, limit.signal), limit.signal);
    const refused = originFault(about, server);
    if (refused !== null) throw refused;
    const ice = await askForServers(options, limit.signal);
    const roundTripMs = median(await timeRoundTrips(options, limit.signal)) ?? PREFLIGHT_LIMITS.signalingMs;
    const figures = { roundTripMs, protocol: about.protocol };
    const isSlow = roundTripMs > PREFLIGHT_THRESHOLDS.slowSignalingMs;
    return { result: isSlow ? { name: 'warned', reason: 'slow', figures } : { name: 'passed', figures }, ice };
  } catch (thrown) {
    const { code, message } = limit.signal.aborted
      ? new CallError('server-unreachable', `The call server at ${server} did not answer in time.`)
      : CallError.from(thrown);
    return { result: { name: 'failed', reason: FAULTS[code] ?? 'unknown', detail: message }, ice: null };
  } finally {
    limit.clear();
  }
}

async function askForServers({ transport }: SignalingCheckOptions, signal: AbortSignal): Promise<IceConfiguration> {
  const { ice } = await abortable(transport.getIceServers({}, { signal, pool: 0 }), signal);
  return ice ?? { servers: [], validForSeconds: 0, transportPolicy: 0 };
}

/** The connection is there by now, so that each takes as long as one message and its answer. As many as the time allows. */
async function timeRoundTrips(options: SignalingCheckOptions, signal: AbortSignal): Promise<number[]> {
  const { clock } = options;
  const times: number[] = [];
  try {
    while (times.length < PREFLIGHT_LIMITS.roundTrips) {
      const asked = clock.now();
      await askForServers(options, signal);
      times.push(clock.now() - asked);
    }
  } catch {
    // What it was all for is known; that a later answer is missing makes the figure coarser.
  }
  return times;
}
