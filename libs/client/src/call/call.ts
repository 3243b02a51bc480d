import type { CallStatistics } from '../statistics/link-statistics.ts';
import type { CallEvents } from '../recording/call-events.ts';
import type { Recording } from '../recording/recording.ts';
import type { WritingOptions } from '../recording/write-recording.ts';
import type { CallSnapshot, SourceKind } from './snapshot.ts';

/** How loud each participant is, from 0 (silence) to 1, by participant id; this participant is `self`. */
export type AudioLevels = ReadonlyMap<string, number>;

/** A value that can be read and followed. */
export interface Observable<T> {
  /** The value now. */
  readonly value: T;
  /** Calls `listener` with every new value, not with the present one. Returns what ends it. */
  subscribe(listener: (value: T) => void): () => void;
}

/**
 * One participant's part in one room: a façade over the signaling session, a
 * link to each other participant, and the two sources. Headless: it renders
 * nothing and plays nothing.
 */
export interface Call {
  /** The whole call at this moment. */
  readonly snapshot: CallSnapshot;

  /** Calls `listener` with every new snapshot. Returns what ends it. */
  subscribe(listener: (snapshot: CallSnapshot) => void): () => void;

  /** How loud everybody is; measured about eight times a second while somebody subscribes. */
  readonly levels: Observable<AudioLevels>;

  /** How each link fares; sampled once a second while somebody subscribes. */
  readonly statistics: Observable<CallStatistics>;

  /** What happens in the call: signaling, links, media. For an inspector; what a page shows it takes from `snapshot`. */
  readonly events: CallEvents;

  /**
   * Records what happens, beginning with what has happened so far. Its text can be attached to a bug report: by default
   * it tells no name, no address and nothing by which somebody could take part.
   */
  record(options?: WritingOptions): Recording;

  /**
   * Enters the room with whatever sources are on. Resolves in the room, or when
   * `leave` was called before that; while joining it gives the same promise again.
   * However the stay ends, the devices are given back.
   * @throws {CallError} also told by the snapshot's phase `failed`.
   */
  join(): Promise<void>;

  /** Leaves the room, closes all links, and gives the devices back. Never throws. */
  leave(): Promise<void>;

  /** The name the others are shown; at once, also in mid-call. */
  setDisplayName(displayName: string): void;

  /**
   * Turns a source on: asks for the device if it is not held, and unmutes it.
   * A failure is told by the source's state.
   */
  turnOn(kind: SourceKind): Promise<void>;

  /** Mutes the microphone, or turns the camera off and gives it back. */
  turnOff(kind: SourceKind): Promise<void>;

  /** Uses this device from now on; the other participants see no interruption of the link. Null: the browser's own choice. */
  chooseDevice(kind: SourceKind, deviceId: string | null): Promise<void>;

  /** Leaves, and lets go of everything. The call cannot be used afterwards. */
  dispose(): Promise<void>;
}
