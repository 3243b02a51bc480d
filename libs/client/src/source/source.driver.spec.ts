import { describe, expect, it, vi } from 'vitest';
import type { SourceSnapshot } from '../call/snapshot.ts';
import { FakeMediaDevices, type FakeMediaDevicesOptions, TWO_OF_EACH } from '../testing/fake-media-devices.ts';
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

describe('a source', () => {
  it('is off at first, and asks for nothing', async () => {
    const { devices, camera } = set();
    await settle();
    expect(camera.snapshot).toEqual({ kind: 'camera', state: { name: 'off' }, devices: [], chosenDeviceId: null });
    expect(camera.currentTrack).toBeNull();
    expect(devices.requests).toEqual([]);
  });

  it('asks for what makes a good call', async () => {
    const { devices, camera, microphone } = set();
    await camera.turnOn();
    await microphone.turnOn();
    expect(devices.requests).toEqual([
      { video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } },
      { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
    ]);
  });

  it('starts, is live, and lists the devices once they have names', async () => {
    const { devices, camera } = set();
    const seen: SourceSnapshot['state']['name'][] = [];
    camera.subscribe(({ state }) => seen.push(state.name));
    await camera.turnOn();
    await settle();
    expect(seen).toEqual(['starting', 'live', 'live']);
    expect(camera.currentTrack).toBe(devices.tracks[0]);
    expect(camera.snapshot.devices).toEqual([
      { deviceId: 'camera-1', label: 'First camera' },
      { deviceId: 'camera-2', label: 'Second camera' },
    ]);
  });

  it('keeps the identity of what did not change', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    await settle();
    const { snapshot } = camera;
    await camera.turnOn();
    devices.plugIn({ kind: 'microphone', deviceId: 'microphone-3', label: 'Another kind' });
    await settle();
    expect(camera.snapshot).toBe(snapshot);
    devices.plugIn({ kind: 'camera', deviceId: 'camera-3', label: 'Third' });
    await settle();
    expect(camera.snapshot.state).toBe(snapshot.state);
    expect(camera.snapshot.devices).toHaveLength(3);
  });

  it('gives the camera back when it is turned off, after telling so', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    let liveWhenTold = 0;
    camera.subscribe(() => (liveWhenTold = devices.liveTracks.length));
    await camera.turnOff();
    expect(camera.snapshot.state).toEqual({ name: 'off' });
    expect(liveWhenTold).toBe(1);
    expect(devices.liveTracks).toEqual([]);
  });

  it('mutes the microphone without giving it back, and unmutes it without asking', async () => {
    const { devices, microphone } = set();
    await microphone.turnOn();
    const track = microphone.currentTrack;
    await microphone.turnOff();
    expect(microphone.snapshot.state).toEqual({ name: 'muted', track });
    expect(track).toMatchObject({ enabled: false, readyState: 'live' });
    await microphone.turnOn();
    expect(microphone.snapshot.state).toEqual({ name: 'live', track });
    expect(track?.enabled).toBe(true);
    expect(devices.requests).toHaveLength(1);
  });

  it('releases a microphone too, and can be turned on again', async () => {
    const { devices, microphone } = set();
    await microphone.turnOn();
    microphone.release();
    expect(microphone.snapshot.state.name).toBe('off');
    expect(devices.liveTracks).toEqual([]);
    await microphone.turnOn();
    expect(microphone.snapshot.state.name).toBe('live');
  });

  it('stops what comes after it was turned off', async () => {
    const { devices, camera } = set({ manual: true });
    const on = camera.turnOn();
    await settle();
    const off = camera.turnOff();
    devices.pending[0]?.answer();
    await Promise.all([on, off]);
    await settle();
    expect(camera.snapshot.state.name).toBe('off');
    expect(devices.tracks).toHaveLength(1);
    expect(devices.liveTracks).toEqual([]);
  });

  it('stops watching when disposed', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    await settle();
    camera.dispose();
    const { snapshot } = camera;
    devices.plugIn({ kind: 'camera', deviceId: 'camera-3', label: 'Third' });
    await settle();
    expect(camera.snapshot).toBe(snapshot);
    expect(devices.liveTracks).toEqual([]);
  });

  it('lets no camera stay on because a listener throws', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    await settle();
    const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {});
    camera.subscribe(() => {
      throw new Error('a listener’s fault');
    });
    camera.release();
    expect(uncaught).toHaveBeenCalled();
    uncaught.mockRestore();
    expect(devices.liveTracks).toEqual([]);
  });
});

describe('a failure', () => {
  it.each<[string, (devices: FakeMediaDevices) => void, string]>([
    ['denied', ({ permission }) => (permission.camera = false), 'site settings'],
    ['denied', ({ policy }) => (policy.camera = false), 'allow="camera; microphone"'],
    ['busy', (devices) => (devices.device('camera-1').busy = true), 'another program'],
    ['missing', (devices) => ['camera-1', 'camera-2'].forEach((id) => devices.unplug(id)), 'No camera was found'],
  ])('%s: %s', async (reason, cause, words) => {
    const { devices, camera } = set();
    cause(devices);
    await camera.turnOn();
    expect(failure(camera)).toMatchObject({ kind: 'camera', reason });
    expect(failure(camera)?.message).toContain(words);
    expect(camera.currentTrack).toBeNull();
  });

  it('is gone when it works the next time', async () => {
    const { devices, camera } = set();
    devices.permission.camera = false;
    await camera.turnOn();
    devices.permission.camera = true;
    await camera.turnOn();
    expect(camera.snapshot.state.name).toBe('live');
  });

  it('does not end by itself when a device comes, but the list shows it', async () => {
    const { devices, camera } = set({ devices: [{ kind: 'camera', deviceId: 'camera-1', label: 'First camera' }] });
    await camera.turnOn();
    devices.unplug('camera-1');
    await settle();
    devices.plugIn({ kind: 'camera', deviceId: 'camera-2', label: 'Second camera' });
    await settle();
    expect(failure(camera)?.reason).toBe('unplugged');
    expect(camera.snapshot.devices).toEqual([{ deviceId: 'camera-2', label: 'Second camera' }]);
    expect(devices.requests).toHaveLength(1);
  });

  it('is tried again when another device is chosen', async () => {
    const { devices, camera } = set();
    devices.device('camera-1').busy = true;
    await camera.turnOn();
    await camera.chooseDevice('camera-2');
    expect(deviceOf(camera)).toBe('camera-2');
  });
});
