import type { FakeTrack, TrackDevice } from '../testing/fake-track.ts';

/** Its tracks are real, and carry nothing: there is no other end. */
const source = new RTCPeerConnection();
const tracks = {
  audioinput: source.addTransceiver('audio').receiver.track,
  videoinput: source.addTransceiver('video').receiver.track,
};

/** A real track, as a connection wants it, that costs nothing. */
export function replayTrack({ kind, deviceId, label }: TrackDevice): FakeTrack {
  const track = tracks[kind === 'videoinput' ? 'videoinput' : 'audioinput'].clone();
  Object.defineProperty(track, 'label', { value: label });
  return Object.assign(track, { getSettings: () => ({ deviceId }), end: () => track.stop() });
}
