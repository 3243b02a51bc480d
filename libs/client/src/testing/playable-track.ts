import type { FakeTrack, TrackDevice } from './fake-track.ts';

/**
 * A track that a video element can play: a still picture with the device's name
 * on it, 320 by 240 pixels, or silence. Browsers only; elsewhere, where nothing
 * can be played, `FakeMediaTrack` does.
 */
export function playableTrack(device: TrackDevice): FakeTrack {
  const track = device.kind === 'videoinput' ? picture(device.label) : silence();
  const settings = { ...track.getSettings(), deviceId: device.deviceId };
  // Firefox (153) calls no listener of a track for an event that a page dispatches.
  const events = new EventTarget();
  Object.defineProperty(track, 'label', { value: device.label });
  return Object.assign(track, {
    getSettings: () => settings,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    end() {
      if (track.readyState === 'ended') return;
      track.stop();
      const event = new Event('ended');
      events.dispatchEvent(event);
      track.onended?.(event);
    },
  });
}

function picture(text: string): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 240;
  const context = canvas.getContext('2d');
  const [track] = canvas.captureStream().getVideoTracks();
  if (context === null || track === undefined) throw new Error('this browser cannot capture a canvas');
  context.fillStyle = '#456';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#fff';
  context.font = '20px sans-serif';
  context.fillText(text, 20, 40, canvas.width - 40);
  return track;
}

/** One for all: a page gets only so many. */
let audio: AudioContext | null = null;

function silence(): MediaStreamTrack {
  audio ??= new AudioContext();
  const [track] = audio.createMediaStreamDestination().stream.getAudioTracks();
  if (track === undefined) throw new Error('this browser cannot make an audio track');
  return track;
}
