import type { SourceKind } from '../call/snapshot.ts';

/** What is asked of a source's device. */
export interface CaptureRequest {
  readonly kind: SourceKind;
  /** Null for the browser's own choice. */
  readonly deviceId: string | null;
}

/** Ideals only, so that a device is never refused for what it cannot do. */
const WISHES: Readonly<Record<SourceKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};

/** The constraints under which one call of `getUserMedia` answers these requests; at most one of each kind. */
export function captureConstraints(requests: readonly CaptureRequest[]): MediaStreamConstraints {
  const constraints: MediaStreamConstraints = {};
  for (const { kind, deviceId } of requests) {
    const wishes = deviceId === null ? WISHES[kind] : { ...WISHES[kind], deviceId: { exact: deviceId } };
    constraints[kind === 'microphone' ? 'audio' : 'video'] = wishes;
  }
  return constraints;
}

/** The track of this kind in a stream that was asked for it. */
export function trackOf(stream: MediaStream, kind: SourceKind): MediaStreamTrack | undefined {
  return kind === 'microphone' ? stream.getAudioTracks()[0] : stream.getVideoTracks()[0];
}
