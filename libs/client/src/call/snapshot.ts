import type { CallError } from '../errors/call-error.ts';
import type { SourceFailure } from '../source/source-failure.ts';

/** The whole call at one moment. Immutable: a change makes a new one, and what did not change keeps its identity. */
export interface CallSnapshot {
  /** The room's name. */
  readonly room: string;
  /** The name that the others are shown of this participant. May be empty. */
  readonly displayName: string;
  readonly phase: CallPhase;
  /** This participant's id; null outside the room. */
  readonly selfId: string | null;
  /** The others in the room, in the order of their seats: who comes back stands where it stood. Empty outside the room. */
  readonly participants: readonly ParticipantSnapshot[];
  /** How many the room admits; null until the server has said so. */
  readonly capacity: number | null;
  readonly microphone: SourceSnapshot;
  readonly camera: SourceSnapshot;
}

/**
 * Where the call stands.
 * - `idle`: not in the room. Preview and names can be set; `join` leads on.
 * - `joining`: `join` was called, the server has not answered yet. `returning`:
 *   nobody called it; the page was reloaded in mid-call, and takes up its place.
 * - `joined`: in the room. `connection` is that to the call server: while it is
 *   `reconnecting` the media go on and nobody can come or go; `since` stays.
 * - `left`: this participant left. `join` leads back.
 * - `failed`: joining failed, or the call ended by a fault. `join` tries again.
 */
export type CallPhase =
  | { readonly name: 'idle' }
  | { readonly name: 'joining'; readonly returning: boolean }
  /** `since`: when the room was entered, in milliseconds since the epoch. */
  | { readonly name: 'joined'; readonly since: number; readonly connection: ServerConnection }
  | { readonly name: 'left' }
  | { readonly name: 'failed'; readonly error: CallError };

/**
 * How the connection to the call server is.
 * - `online`: what happens in the room is told, and what this participant does is heard.
 * - `reconnecting`: the connection broke, and opening it again failed or has taken more than a second.
 */
export type ServerConnection = 'online' | 'reconnecting';

/** Somebody else in the room. */
export interface ParticipantSnapshot {
  /** Stays when that participant's page is reloaded. */
  readonly id: string;
  /**
   * - `here`: in the room.
   * - `away`: its page went away a moment ago, and leaves or is back in the next.
   */
  readonly presence: 'here' | 'away';
  /** May be empty; show a stand-in then. */
  readonly displayName: string;
  /** Whether that participant's microphone is live, as it says itself. */
  readonly microphoneOn: boolean;
  /** Whether that participant's camera is live, as it says itself. */
  readonly cameraOn: boolean;
  readonly link: LinkStatus;
  /** What is received; null until the link is negotiated. */
  readonly audioTrack: MediaStreamTrack | null;
  readonly videoTrack: MediaStreamTrack | null;
}

/**
 * How the direct connection to a participant is. One that does not work is
 * replaced by itself, again and again while the participant is in the room.
 * - `connecting`: being negotiated, or no path found yet.
 * - `connected`: media can flow.
 * - `interrupted`: it was connected, and nothing comes at the moment.
 * - `failed`: no path was found so far, or the one that was has gone for good.
 */
export type LinkStatus = 'connecting' | 'connected' | 'interrupted' | 'failed';

/** The two sources of this participant. */
export type SourceKind = 'microphone' | 'camera';

/** A microphone or a camera of this participant. */
export interface SourceSnapshot {
  readonly kind: SourceKind;
  readonly state: SourceState;
  /** What there is to choose from. Empty until permission was given. */
  readonly devices: readonly DeviceInfo[];
  /** The device that was asked for; null for the browser's own choice. */
  readonly chosenDeviceId: string | null;
  /**
   * Why the last change of device did not work. The device before it is in use,
   * and is what `chosenDeviceId` names. Absent otherwise, and after the next command.
   */
  readonly changeFailure?: SourceFailure;
}

/**
 * - `off`: no device is held, and none is wanted.
 * - `starting`: the browser is being asked for the device.
 * - `live`: the device is held and its track is sent.
 * - `muted`: the device is held and silence is sent. Microphones only; a camera
 *   that is turned off gives its device back, so that its light goes out.
 * - `failed`: the device could not be had, or was lost.
 */
export type SourceState =
  | { readonly name: 'off' }
  | { readonly name: 'starting' }
  | { readonly name: 'live'; readonly track: MediaStreamTrack }
  | { readonly name: 'muted'; readonly track: MediaStreamTrack }
  | { readonly name: 'failed'; readonly failure: SourceFailure };

/** A device that can be chosen. */
export interface DeviceInfo {
  readonly deviceId: string;
  /** As the browser names it; never empty. */
  readonly label: string;
}
