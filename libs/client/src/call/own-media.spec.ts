import { describe, expect, it } from 'vitest';
import { FakeMediaDevices, TWO_OF_EACH } from '../testing/fake-media-devices.ts';
import { promisesSettled } from '../testing/promises-settled.ts';
import { OwnMedia } from './own-media.ts';

function page() {
  const devices = new FakeMediaDevices({ devices: TWO_OF_EACH });
  return { devices, media: new OwnMedia(devices, () => {}) };
}

const deviceOf = (track: MediaStreamTrack | null) => track?.getSettings().deviceId ?? null;

describe('what a participant sends', () => {
  it('is remembered by one page and brought back by the next, with one prompt and none before', async () => {
    const before = page().media;
    await before.source('camera').chooseDevice('camera-2');
    await before.source('microphone').chooseDevice('microphone-2');
    await Promise.all([before.source('camera').turnOn(), before.source('microphone').turnOn()]);
    const remembered = before.remember();

    const { media, devices } = page();
    media.prepare(remembered);
    await promisesSettled();
    expect(devices.requests).toEqual([]);
    expect(media.snapshots).toMatchObject({
      microphone: { state: { name: 'off' }, chosenDeviceId: 'microphone-2' },
      camera: { state: { name: 'off' }, chosenDeviceId: 'camera-2' },
    });
    media.restore(remembered);
    await promisesSettled();
    expect(devices.requests).toHaveLength(1);
    expect([media.tracks.microphone, media.tracks.camera].map(deviceOf)).toEqual(['microphone-2', 'camera-2']);
    expect(media.profile).toEqual({ microphoneOn: true, cameraOn: true });
  });

  it('comes back only as far as it was on: who was muted is not heard', async () => {
    const before = page().media;
    await Promise.all([before.source('camera').turnOn(), before.source('microphone').turnOn()]);
    await Promise.all([before.source('camera').turnOff(), before.source('microphone').turnOff()]);
    expect(before.snapshots).toMatchObject({
      microphone: { state: { name: 'muted' } },
      camera: { state: { name: 'off' } },
    });
    const { media, devices } = page();
    media.restore(before.remember());
    await promisesSettled();
    expect(devices.requests).toEqual([]);
  });

  it('includes a source that was still starting when the page went away', () => {
    const { media } = page();
    void media.source('camera').turnOn();
    expect(media.remember()).toMatchObject({ camera: { isOn: true }, microphone: { isOn: false } });
  });
});
