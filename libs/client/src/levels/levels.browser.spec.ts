import { afterEach, expect, test, vi } from 'vitest';
import { browserAudioGraph, browserClock } from '../browser.ts';
import { createLevels, type LevelSources, MEASURE_INTERVAL_MS } from './levels.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function openMicrophone(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new Error('no microphone');
  ends.push(() => track.stop());
  return track;
}

function measure(sources: () => LevelSources) {
  const levels = createLevels({ clock: browserClock, audioGraph: browserAudioGraph(), sources });
  ends.push(levels.subscribe(() => {}));
  return levels;
}

/** Sends `track` to this same page, and plays it; what it is received by. */
async function receive(track: MediaStreamTrack): Promise<{ receiver: RTCRtpReceiver; sender: RTCRtpSender }> {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  ends.push(() => {
    from.close();
    to.close();
  });
  from.onicecandidate = ({ candidate }) => candidate && void to.addIceCandidate(candidate);
  to.onicecandidate = ({ candidate }) => candidate && void from.addIceCandidate(candidate);
  const sender = from.addTrack(track);
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription ?? { type: 'rollback' });
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription ?? { type: 'rollback' });
  const [receiver] = to.getReceivers();
  if (receiver === undefined) throw new Error('nothing is received');
  const player = new Audio();
  player.srcObject = new MediaStream([receiver.track]);
  await player.play();
  ends.push(() => player.pause());
  return { receiver, sender };
}

const WAIT = { timeout: 10_000, interval: 20 };

test('the own microphone is heard before there is any connection, and not while it is muted', async () => {
  const self = await openMicrophone();
  const levels = measure(() => ({ self, others: [] }));
  await vi.waitFor(() => expect(levels.value.get('self')).toBeGreaterThan(0), WAIT);
  expect(levels.value.get('self')).toBeLessThanOrEqual(1);

  self.enabled = false;
  await vi.waitFor(() => expect(levels.value.get('self')).toBe(0), WAIT);
});

test('somebody else is heard by what they send, and falls silent when nothing comes', async () => {
  const { receiver, sender } = await receive(await openMicrophone());
  const levels = measure(() => ({ self: null, others: [['ann', receiver]] }));
  await vi.waitFor(() => expect(levels.value.get('ann')).toBeGreaterThan(0), WAIT);

  await sender.replaceTrack(null);
  // The microphones of the tests beep twice a second: silence for longer is no pause between two beeps.
  let silent = 0;
  await vi.waitFor(
    () => {
      silent = levels.value.get('ann') === 0 ? silent + 1 : 0;
      expect(silent).toBe(12);
    },
    { timeout: 10_000, interval: MEASURE_INTERVAL_MS },
  );
});
