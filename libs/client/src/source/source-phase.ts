import type { SourceKind, SourceState } from '../call/snapshot.ts';
import type { SourceFailure } from './source-failure.ts';

/** Everything a source knows about itself. */
export interface SourceMachine {
  readonly kind: SourceKind;
  /** What was asked for; null for the browser's own choice. */
  readonly chosenDeviceId: string | null;
  /** Why the last change of device did not work, while the device before it is in use again. */
  readonly changeFailure: SourceFailure | null;
  /** The number of the newest piece of work that was started; an answer to another is late. */
  readonly run: number;
  readonly phase: SourcePhase;
}

/**
 * Where a source stands. A track that a phase names is held; nothing else is.
 * - `off`: no device is held, and none is wanted.
 * - `starting`: the browser is asked for a device, and none is held.
 * - `seeking`: the device was lost, and the list of those that are left is being
 *   read (which in Firefox waits until the page has the focus).
 * - `held`: the device is in use.
 * - `changing`: the device is in use while the browser is asked for another.
 * - `failed`: a device is wanted and not to be had. Only a command leads on.
 *
 * `muted` is for microphones: silence instead of sound, with the device held. It
 * outlives the loss of a device, so that nobody is heard who did not unmute.
 */
export type SourcePhase =
  | { readonly name: 'off' }
  | { readonly name: 'starting'; readonly deviceId: string | null; readonly muted: boolean; readonly purpose: Purpose }
  | { readonly name: 'seeking'; readonly lostDeviceId: string | null; readonly muted: boolean }
  | { readonly name: 'held'; readonly track: MediaStreamTrack; readonly muted: boolean }
  | {
      readonly name: 'changing';
      readonly track: MediaStreamTrack;
      readonly muted: boolean;
      readonly deviceId: string | null;
      readonly previousDeviceId: string | null;
    }
  | { readonly name: 'failed'; readonly failure: SourceFailure; readonly muted: boolean };

/**
 * Why a source is starting, which decides what follows when it cannot.
 * - `turn-on`: the user wants it. If the chosen device is missing, the browser chooses.
 * - `replace-lost`: the device in use was lost, and the browser chooses another.
 * - `change`: the user wants another device, and the one before had to be given
 *   back first, because the system does not give out two at once. If it does
 *   not work, back to the one before.
 * - `go-back`: to the device before a change that did not work.
 */
export type Purpose =
  | { readonly name: 'turn-on' }
  | { readonly name: 'replace-lost' }
  | { readonly name: 'change'; readonly previousDeviceId: string | null }
  | { readonly name: 'go-back' };

/** A source as it begins. */
export function newSource(kind: SourceKind): SourceMachine {
  return { kind, chosenDeviceId: null, changeFailure: null, run: 0, phase: { name: 'off' } };
}

/** Whether nothing is under way. */
export function isSettled({ phase }: SourceMachine): boolean {
  return phase.name === 'off' || phase.name === 'held' || phase.name === 'failed';
}

/** What the call's snapshot shows of a phase. A change is not shown: the device before it is in use until it works. */
export function sourceStateOf(phase: SourcePhase): SourceState {
  switch (phase.name) {
    case 'off':
      return { name: 'off' };
    case 'failed':
      return { name: 'failed', failure: phase.failure };
    case 'starting':
    case 'seeking':
      return { name: 'starting' };
    case 'held':
    case 'changing':
      return { name: phase.muted ? 'muted' : 'live', track: phase.track };
  }
}
