import { expect, test } from 'vitest';
import { playableTrack } from './playable-track.ts';

test.each([
  ['videoinput', 'video'],
  ['audioinput', 'audio'],
] as const)('a playable track of an %s is one that a browser takes, with the name of its device', (kind, of) => {
  const track = playableTrack({ kind, deviceId: 'id', label: 'Front' });
  expect(new MediaStream([track]).getTracks()).toEqual([track]);
  expect([track.kind, track.label, track.getSettings().deviceId]).toEqual([of, 'Front', 'id']);
  expect(track.readyState).toBe('live');
});

test('a playable track shows its picture', async () => {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([playableTrack({ kind: 'videoinput', deviceId: 'id', label: 'Front' })]);
  await video.play();
  expect([video.videoWidth, video.videoHeight]).toEqual([320, 240]);
});

test('a playable track is ended once, and says so', () => {
  const track = playableTrack({ kind: 'videoinput', deviceId: 'id', label: 'Front' });
  let ended = 0;
  track.addEventListener('ended', () => {
    ended += 1;
  });
  track.end();
  track.end();
  expect([track.readyState, ended]).toEqual(['ended', 1]);
});
