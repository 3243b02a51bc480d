import type { SourceKind } from '../call/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { AcquireTrack } from '../source/acquire-together.ts';
import { sourceFailure } from '../source/source-failure.ts';
import { abortable } from './abortable.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';
import type { DeviceFigures, StepOutcome } from './step-result.ts';
import { TimeLimit } from './time-limit.ts';

export interface DeviceCheckOptions {
  readonly kind: SourceKind;
  /** A track that the page has already: it is looked at, and stays. */
  readonly track: MediaStreamTrack | undefined;
  readonly devices: MediaDevicesPort;
  readonly acquire: AcquireTrack;
  readonly isSecureContext: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Takes a device, looks at it, and gives it back. */
export async function checkDevice(options: DeviceCheckOptions): Promise<StepOutcome<SourceKind>> {
  const { kind, track, devices, acquire, isSecureContext, clock, signal } = options;
  if (track !== undefined) return lookAt(track, clock, signal);
  if (!isSecureContext) return failed('insecure-context');
  const limit = new TimeLimit(PREFLIGHT_LIMITS.devicesMs, signal, clock);
  const asked = acquire({ kind, deviceId: null });
  try {
    return await lookAt(await abortable(asked, limit.signal), clock, limit.signal);
  } catch (thrown) {
    if (limit.signal.aborted) return failed('unanswered');
    return deviceFault(kind, thrown, devices.policyAllows(kind));
  } finally {
    limit.clear();
    // Also one that comes after all: the question is still open when the time is over.
    asked.then((taken) => taken.stop()).catch(() => {});
  }
}

async function lookAt(track: MediaStreamTrack, clock: Clock, signal: AbortSignal): Promise<StepOutcome<SourceKind>> {
  if (track.muted) await unmuted(track, clock, signal);
  const figures = figuresOf(track);
  return track.muted ? { name: 'warned', reason: 'muted', figures } : { name: 'passed', figures };
}

/** Resolves when it is, or when that takes too long. */
async function unmuted(track: MediaStreamTrack, clock: Clock, signal: AbortSignal): Promise<void> {
  const limit = new TimeLimit(PREFLIGHT_LIMITS.unmuteMs, signal, clock);
  const told = new Promise<unknown>((resolve) => track.addEventListener('unmute', resolve, { once: true }));
  await abortable(told, limit.signal).catch(() => {});
  limit.clear();
}

function figuresOf(track: MediaStreamTrack): DeviceFigures {
  const { width, height } = track.getSettings();
  const picture = width === undefined || height === undefined ? null : { width, height };
  return { label: track.label, picture };
}

function deviceFault(kind: SourceKind, thrown: unknown, policyAllows: boolean): StepOutcome<SourceKind> {
  const { reason } = sourceFailure(kind, thrown, policyAllows);
  if (reason === 'denied' && !policyAllows) return failed('forbidden');
  return failed(reason === 'unplugged' ? 'missing' : reason, String(thrown));
}

function failed(
  reason: Extract<StepOutcome<SourceKind>, { name: 'failed' }>['reason'],
  detail: string | null = null,
): StepOutcome<SourceKind> {
  return { name: 'failed', reason, detail };
}
