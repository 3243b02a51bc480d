import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../call/snapshot.ts';
import { FakeMediaDevices, type FakeMediaDevicesOptions, TWO_OF_EACH } from '../testing/fake-media-devices.ts';
import { FakeMediaStream } from '../testing/fake-media-stream.ts';
import type { Source } from './source.ts';
import { createSources } from './sources.ts';

function set(options: FakeMediaDevicesOptions = { devices: TWO_OF_EACH }) {
  const devices = new FakeMediaDevices(options);
  return { devices, ...createSources(devices) };
}

/** Lets everything that is only waiting for the microtask queue happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function failure({ snapshot: { state } }: Source) {
  return state.name === 'failed' ? state.failure : undefined;
}

function deviceOf({ currentTrack }: Source) {
  return currentTrack?.getSettings().deviceId;
}

describe('both sources', () => {
  it('ask with one prompt when they are turned on together', async () => {
    const { devices, microphone, camera } = set();
    await Promise.all([microphone.turnOn(), camera.turnOn()]);
    expect(devices.requests).toHaveLength(1);
    expect(microphone.snapshot.state.name).toBe('live');
    expect(camera.snapshot.state.name).toBe('live');
    expect(microphone.currentTrack?.kind).toBe('audio');
    expect(camera.currentTrack?.kind).toBe('video');
  });

  it.each<[SourceKind, SourceKind]>([
    ['microphone', 'camera'],
    ['camera', 'microphone'],
  ])('fail each for itself: a %s that is denied costs no %s', async (denied, other) => {
    const { devices, ...sources } = set();
    devices.permission[denied] = false;
    await Promise.all([sources.microphone.turnOn(), sources.camera.turnOn()]);
    expect(failure(sources[denied])?.reason).toBe('denied');
    expect(sources[other].snapshot.state.name).toBe('live');
    expect(devices.liveTracks).toHaveLength(1);
  });

  it('ask for what the browser left out of the common answer', async () => {
    const { devices } = set();
    const all = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await all(constraints);
      return constraints.audio === undefined ? stream : new FakeMediaStream(stream.getAudioTracks());
    };
    const { microphone, camera } = createSources(devices);
    await Promise.all([microphone.turnOn(), camera.turnOn()]);
    expect(devices.requests).toHaveLength(2);
    expect(microphone.snapshot.state.name).toBe('live');
    expect(camera.snapshot.state.name).toBe('live');
  });

  it('leave no device on when one is turned off before the common answer', async () => {
    const { devices, microphone, camera } = set({ manual: true });
    void microphone.turnOn();
    void camera.turnOn();
    await settle();
    void camera.turnOff();
    devices.pending[0]?.answer();
    await settle();
    expect(camera.snapshot.state.name).toBe('off');
    expect(devices.liveTracks).toEqual([microphone.currentTrack]);
  });

  it('ask one by one when a wish changes within the tick', async () => {
    const { devices, camera } = set();
    void camera.turnOn();
    await camera.chooseDevice('camera-2');
    await settle();
    expect(devices.requests).toHaveLength(2);
    expect(devices.liveTracks).toEqual([camera.currentTrack]);
    expect(deviceOf(camera)).toBe('camera-2');
  });
});
