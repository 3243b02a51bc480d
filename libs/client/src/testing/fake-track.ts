/** The device that a track comes from. */
export type TrackDevice = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;

/** A track that a test can end as a browser does when the device or the permission is gone. */
export interface FakeTrack extends MediaStreamTrack {
  /** Ends it with an `ended` event. Does nothing to one that has ended. */
  end(): void;
}

/** Makes the tracks that fake devices give out, and those that fake connections receive: `FakeMediaTrack` or `playableTrack`. */
export type CreateTrack = (device: TrackDevice) => FakeTrack;
