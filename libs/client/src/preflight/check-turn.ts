import type { PathCheckOptions } from './check-stun.ts';
import type { Lane } from './lane.ts';
import { measureLoss } from './measure-loss.ts';
import { measureRate } from './measure-rate.ts';
import { PREFLIGHT_LIMITS, PREFLIGHT_THRESHOLDS } from './preflight-limits.ts';
import type { TurnStep } from './preflight-step.ts';
import type { GatheringState } from './gathering.ts';
import { RelayLoop } from './relay-loop.ts';
import type { StepOutcome, TurnFault, TurnFigures, TurnWarning } from './step-result.ts';
import { TimeLimit } from './time-limit.ts';

export interface TurnCheckOptions extends PathCheckOptions {
  /** What takes turns. */
  readonly lane: Lane;
}

/** Connects the page with itself through a relay, and measures that. */
export async function checkTurn(options: TurnCheckOptions): Promise<StepOutcome<TurnStep>> {
  const { servers, peerConnections, clock, signal, lane } = options;
  const began = clock.now();
  const loop = new RelayLoop(servers, peerConnections, clock);
  const limit = new TimeLimit(PREFLIGHT_LIMITS.pathMs, signal, clock);
  try {
    const isConnected = await loop.connect(limit.signal).catch(() => false);
    if (!isConnected) return unconnected(loop.gathering);
    const connectedAfterMs = clock.now() - began;
    limit.clear();
    return await lane.run(async () => {
      const { lossRatio, roundTripMs } = await measureLoss(loop.lossy, clock, signal);
      const bitsPerSecond = await measureRate(loop.reliable, clock, signal);
      if (roundTripMs === null) return failed('relay-blocked');
      return judge({ connectedAfterMs, roundTripMs, lossRatio, bitsPerSecond });
    });
  } finally {
    limit.clear();
    loop.close();
  }
}

function unconnected({ hasFound, worst }: GatheringState): StepOutcome<TurnStep> {
  if (hasFound) return failed('relay-blocked');
  return failed(worst === null || worst.isUnreachable ? 'no-answer' : faultOf(worst.code), worst?.text);
}

/** What the STUN error codes mean that a TURN server can answer with (RFC 8656, 19). */
function faultOf(code: number): TurnFault {
  switch (code) {
    case 401:
      return 'credentials-refused';
    case 486:
    case 508:
      return 'exhausted';
    default:
      return 'refused';
  }
}

function judge(figures: TurnFigures): StepOutcome<TurnStep> {
  const reason = warningOf(figures);
  return reason === null ? { name: 'passed', figures } : { name: 'warned', reason, figures };
}

function warningOf({ lossRatio, bitsPerSecond, roundTripMs }: TurnFigures): TurnWarning | null {
  if (lossRatio > PREFLIGHT_THRESHOLDS.lossRatio) return 'lossy';
  if (bitsPerSecond < PREFLIGHT_THRESHOLDS.bitsPerSecond) return 'narrow';
  return roundTripMs > PREFLIGHT_THRESHOLDS.distantMs ? 'distant' : null;
}

function failed(reason: TurnFault, detail: string | null = null): StepOutcome<TurnStep> {
  return { name: 'failed', reason, detail };
}
