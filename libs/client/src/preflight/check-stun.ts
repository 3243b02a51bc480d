import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import { abortable } from './abortable.ts';
import { type Gathering, watchGathering } from './gathering.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';
import type { StepOutcome } from './step-result.ts';
import { TimeLimit } from './time-limit.ts';

export interface PathCheckOptions {
  readonly servers: RTCIceServer[];
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks STUN servers for this device's address as they see it. One that answers is enough. */
export async function checkStun(options: PathCheckOptions): Promise<StepOutcome<'stun'>> {
  const { servers, peerConnections, clock, signal } = options;
  const limit = new TimeLimit(PREFLIGHT_LIMITS.pathMs, signal, clock);
  const began = clock.now();
  const connection = peerConnections.create({ iceServers: servers });
  const gathering = watchGathering(connection, 'srflx', clock);
  try {
    connection.createDataChannel('preflight');
    await abortable(connection.setLocalDescription(), limit.signal);
    await abortable(Promise.race([gathering.found, gathering.complete]), limit.signal).catch(() => {});
    return outcome(gathering, clock.now() - began);
  } finally {
    limit.clear();
    connection.close();
  }
}

function outcome({ state }: Gathering, answeredAfterMs: number): StepOutcome<'stun'> {
  const { hasFound, isComplete, worst } = state();
  if (hasFound) return { name: 'passed', figures: { answeredAfterMs, translated: true } };
  // An address that the device has itself is no candidate of its own (RFC 8445, 5.1.3), and no error either.
  if (isComplete && worst === null) return { name: 'passed', figures: { answeredAfterMs, translated: false } };
  return {
    name: 'failed',
    reason: worst === null || worst.isUnreachable ? 'no-answer' : 'refused',
    detail: worst?.text ?? null,
  };
}
