import type { SourceSnapshot } from '../call/snapshot.ts';

/** A microphone or a camera of this participant: what it is now, and what can be asked of it. */
export interface Source {
  /** Immutable: a change makes a new one, and what did not change keeps its identity. */
  readonly snapshot: SourceSnapshot;

  /**
   * What to send: the track of the device in use, also while it is muted, since
   * a disabled track sends silence without any renegotiation. Null when no
   * device is held. A track that is exchanged for another is stopped only after
   * the listeners were told.
   */
  readonly currentTrack: MediaStreamTrack | null;

  /** Calls `listener` with every new snapshot. Returns what ends it. */
  subscribe(listener: (snapshot: SourceSnapshot) => void): () => void;

  /**
   * Asks for the device if it is not held, and unmutes it. If the chosen device
   * is missing, the browser chooses another. Never rejects: this, `turnOff` and
   * `chooseDevice` resolve once nothing is under way any more, and the snapshot
   * tells how it went.
   */
  turnOn(): Promise<void>;

  /** Mutes a microphone and keeps its device; turns a camera off and gives its device back. */
  turnOff(): Promise<void>;

  /**
   * Uses this device from now on; null for the browser's own choice. While the
   * source is off it is only remembered, and one that failed is tried again.
   * A device in use stays until the new one works, and where the new one does
   * not, it stays in use (see SourceSnapshot.changeFailure).
   */
  chooseDevice(deviceId: string | null): Promise<void>;

  /** Gives the device back and is off, microphone or camera. It can be turned on again. */
  release(): void;

  /** Releases, and stops watching which devices there are. */
  dispose(): void;
}
