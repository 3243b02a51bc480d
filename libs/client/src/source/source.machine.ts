import { type SourceFailure, unplugged } from './source-failure.ts';
import type { Purpose, SourceMachine, SourcePhase } from './source-phase.ts';

/** What can happen to a source: the user's commands, and the browser's answers and news. */
export type SourceEvent =
  | { readonly type: 'turn-on' }
  /** Mutes a microphone, and turns a camera off. */
  | { readonly type: 'turn-off' }
  | { readonly type: 'choose'; readonly deviceId: string | null }
  /** Gives the device back, microphone or camera. */
  | { readonly type: 'release' }
  | { readonly type: 'acquired'; readonly run: number; readonly track: MediaStreamTrack }
  | { readonly type: 'refused'; readonly run: number; readonly failure: SourceFailure }
  /** The browser ended a track; `deviceId` is the device it came from, null if not known. */
  | { readonly type: 'ended'; readonly track: MediaStreamTrack; readonly deviceId: string | null }
  /** The devices that there are; none where the browser does not tell. */
  | { readonly type: 'found'; readonly run: number; readonly deviceIds: readonly string[] };

/** What the driver must do, in this order. */
export type SourceEffect =
  /** Ask the browser for a device, and answer with `acquired` or `refused`. */
  | { readonly type: 'acquire'; readonly run: number; readonly deviceId: string | null }
  /** List the devices, and answer with `found`. */
  | { readonly type: 'find'; readonly run: number }
  | { readonly type: 'enable'; readonly track: MediaStreamTrack; readonly enabled: boolean }
  /** Stop the track at once. */
  | { readonly type: 'stop'; readonly track: MediaStreamTrack }
  /** Stop the track once the new state was told, so that whoever sends it can go over to the next one first. */
  | { readonly type: 'retire'; readonly track: MediaStreamTrack };

export interface SourceStep {
  readonly source: SourceMachine;
  readonly effects: readonly SourceEffect[];
}

/** Decides what a source becomes by an event, and what is to be done. Pure. */
export function transition(source: SourceMachine, event: SourceEvent): SourceStep {
  switch (event.type) {
    case 'turn-on':
      return turnOn({ ...source, changeFailure: null });
    case 'turn-off':
      return turnOff({ ...source, changeFailure: null });
    case 'choose':
      return choose({ ...source, changeFailure: null }, event.deviceId);
    case 'release':
      return goOff({ ...source, changeFailure: null });
    case 'acquired':
      return acquired(source, event.run, event.track);
    case 'refused':
      return event.run === source.run ? refused(source, event.failure) : stay(source);
    case 'ended':
      return ended(source, event.track, event.deviceId);
    case 'found':
      return event.run === source.run ? found(source, event.deviceIds) : stay(source);
  }
}

function turnOn(source: SourceMachine): SourceStep {
  const { phase } = source;
  switch (phase.name) {
    case 'off':
    case 'failed':
      return start(source, source.chosenDeviceId, false, { name: 'turn-on' });
    case 'starting':
    case 'seeking':
      return stay({ ...source, phase: { ...phase, muted: false } });
    case 'held':
    case 'changing':
      return mute(source, phase, false);
  }
}

function turnOff(source: SourceMachine): SourceStep {
  const { phase } = source;
  const keepsDevice = source.kind === 'microphone' && (phase.name === 'held' || phase.name === 'changing');
  return keepsDevice ? mute(source, phase, true) : goOff(source);
}

function choose(source: SourceMachine, deviceId: string | null): SourceStep {
  const { phase, chosenDeviceId } = source;
  const chosen = { ...source, chosenDeviceId: deviceId };
  switch (phase.name) {
    case 'off':
      return stay(chosen);
    case 'failed':
      return start(chosen, deviceId, phase.muted, { name: 'turn-on' });
    case 'starting':
      if (deviceId === phase.deviceId) return stay(chosen);
      return start(
        chosen,
        deviceId,
        phase.muted,
        phase.purpose.name === 'change' ? phase.purpose : { name: 'turn-on' },
      );
    case 'seeking':
      return start(chosen, deviceId, phase.muted, { name: 'turn-on' });
    case 'held':
      return deviceId === chosenDeviceId ? stay(chosen) : change(chosen, phase, deviceId, chosenDeviceId);
    case 'changing':
      if (deviceId === phase.deviceId) return stay(chosen);
      if (deviceId === phase.previousDeviceId) return hold(abandon(chosen), phase.track, phase.muted);
      return change(chosen, phase, deviceId, phase.previousDeviceId);
  }
}

function acquired(source: SourceMachine, run: number, track: MediaStreamTrack): SourceStep {
  const { phase } = source;
  const wanted = run === source.run && (phase.name === 'starting' || phase.name === 'changing');
  if (!wanted) return { source, effects: [{ type: 'stop', track }] };
  const { source: held, effects } = hold(source, track, phase.muted);
  const retired: SourceEffect[] = phase.name === 'changing' ? [{ type: 'retire', track: phase.track }] : [];
  return { source: held, effects: [...effects, { type: 'enable', track, enabled: !phase.muted }, ...retired] };
}

function refused(source: SourceMachine, failure: SourceFailure): SourceStep {
  const { phase } = source;
  if (phase.name === 'changing') return changeRefused(source, phase, failure);
  return phase.name === 'starting' ? startRefused(source, phase, failure) : stay(source);
}

function changeRefused(source: SourceMachine, phase: PhaseOf<'changing'>, failure: SourceFailure): SourceStep {
  const { track, muted, deviceId, previousDeviceId } = phase;
  if (failure.reason === 'busy') {
    // Some systems give out one device at a time, and then it is our own that is in the way.
    const again = start(source, deviceId, muted, { name: 'change', previousDeviceId });
    return { source: again.source, effects: [{ type: 'stop', track }, ...again.effects] };
  }
  return hold({ ...source, chosenDeviceId: previousDeviceId, changeFailure: failure }, track, muted);
}

function startRefused(source: SourceMachine, phase: PhaseOf<'starting'>, failure: SourceFailure): SourceStep {
  const { deviceId, muted, purpose } = phase;
  switch (purpose.name) {
    case 'turn-on':
      if (failure.reason !== 'missing' || deviceId === null) return fail(source, failure, muted);
      return start({ ...source, chosenDeviceId: null }, null, muted, purpose);
    case 'replace-lost':
      return fail(source, failure.reason === 'denied' ? failure : unplugged(source.kind), muted);
    case 'change': {
      const { previousDeviceId } = purpose;
      const back = { ...source, chosenDeviceId: previousDeviceId, changeFailure: failure };
      return start(back, previousDeviceId, muted, { name: 'go-back' });
    }
    case 'go-back':
      return fail({ ...source, changeFailure: null }, failure, muted);
  }
}

function ended(source: SourceMachine, track: MediaStreamTrack, deviceId: string | null): SourceStep {
  const { phase } = source;
  if ((phase.name !== 'held' && phase.name !== 'changing') || phase.track !== track) return stay(source);
  if (phase.name === 'changing') {
    // The one that is already asked for takes over.
    return stay({
      ...source,
      phase: { name: 'starting', deviceId: phase.deviceId, muted: phase.muted, purpose: { name: 'turn-on' } },
    });
  }
  const next = abandon({ ...source, phase: { name: 'seeking', lostDeviceId: deviceId, muted: phase.muted } });
  return { source: next, effects: [{ type: 'find', run: next.run }] };
}

function found(source: SourceMachine, deviceIds: readonly string[]): SourceStep {
  const { phase } = source;
  if (phase.name !== 'seeking') return stay(source);
  // A device that is still there was taken away by the user or the browser, and asking again would defy them.
  const takenAway = phase.lostDeviceId !== null && deviceIds.includes(phase.lostDeviceId);
  if (takenAway || deviceIds.length === 0) return fail(source, unplugged(source.kind), phase.muted);
  return start({ ...source, chosenDeviceId: null }, null, phase.muted, { name: 'replace-lost' });
}

type PhaseOf<Name extends SourcePhase['name']> = Extract<SourcePhase, { name: Name }>;

function stay(source: SourceMachine): SourceStep {
  return { source, effects: [] };
}

/** Makes whatever is under way late. */
function abandon(source: SourceMachine): SourceMachine {
  return { ...source, run: source.run + 1 };
}

function hold(source: SourceMachine, track: MediaStreamTrack, muted: boolean): SourceStep {
  return stay({ ...source, phase: { name: 'held', track, muted } });
}

function fail(source: SourceMachine, failure: SourceFailure, muted: boolean): SourceStep {
  return stay({ ...source, phase: { name: 'failed', failure, muted } });
}

function goOff(source: SourceMachine): SourceStep {
  const { phase } = source;
  const effects: SourceEffect[] =
    phase.name === 'held' || phase.name === 'changing' ? [{ type: 'retire', track: phase.track }] : [];
  return { source: { ...abandon(source), phase: { name: 'off' } }, effects };
}

function mute(source: SourceMachine, phase: PhaseOf<'held' | 'changing'>, muted: boolean): SourceStep {
  if (phase.muted === muted) return stay(source);
  return {
    source: { ...source, phase: { ...phase, muted } },
    effects: [{ type: 'enable', track: phase.track, enabled: !muted }],
  };
}

function start(source: SourceMachine, deviceId: string | null, muted: boolean, purpose: Purpose): SourceStep {
  const next = abandon({ ...source, phase: { name: 'starting', deviceId, muted, purpose } });
  return { source: next, effects: [{ type: 'acquire', run: next.run, deviceId }] };
}

function change(
  source: SourceMachine,
  { track, muted }: PhaseOf<'held' | 'changing'>,
  deviceId: string | null,
  previousDeviceId: string | null,
): SourceStep {
  const next = abandon({ ...source, phase: { name: 'changing', track, muted, deviceId, previousDeviceId } });
  return { source: next, effects: [{ type: 'acquire', run: next.run, deviceId }] };
}
