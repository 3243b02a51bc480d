/** What the levels need of the browser's AudioContext. */
export interface AudioGraph {
  /** Starts listening to a track of this page. */
  tap(track: MediaStreamTrack): AudioTap;
}

/** Listens to one track, and plays nothing. */
export interface AudioTap {
  /** The newest samples, a tenth of a second or so, each from -1 to 1. Zeros until the browser lets audio run. */
  read(): Float32Array;
  /** Lets go of the track, without stopping it. */
  close(): void;
}
