import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../call/snapshot.ts';
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

describe('choosing a device', () => {
  it('is only remembered while off', async () => {
    const { devices, camera } = set();
    await camera.chooseDevice('camera-2');
    expect(devices.requests).toEqual([]);
    await camera.turnOn();
    expect(deviceOf(camera)).toBe('camera-2');
  });

  it('lets the browser choose when the chosen one is not there', async () => {
    const { devices, camera } = set();
    await camera.chooseDevice('camera-2');
    devices.unplug('camera-2');
    await camera.turnOn();
    expect(deviceOf(camera)).toBe('camera-1');
    expect(camera.snapshot.chosenDeviceId).toBeNull();
  });

  it('changes over without a gap: the old one is stopped after the new one was told', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    await settle();
    const told: [string | undefined, number][] = [];
    camera.subscribe(() => told.push([deviceOf(camera), devices.liveTracks.length]));
    await camera.chooseDevice('camera-2');
    expect(told).toEqual([
      ['camera-1', 1],
      ['camera-2', 2],
    ]);
    expect(devices.liveTracks).toEqual([camera.currentTrack]);
  });

  it('keeps a muted microphone muted', async () => {
    const { microphone } = set();
    await microphone.turnOn();
    await microphone.turnOff();
    microphone.subscribe(() => expect(microphone.currentTrack?.enabled).toBe(false));
    await microphone.chooseDevice('microphone-2');
    expect(microphone.snapshot.state.name).toBe('muted');
    expect(deviceOf(microphone)).toBe('microphone-2');
  });

  it('keeps the old device when the new one does not work, and says why', async () => {
    const { devices, camera } = set();
    await camera.chooseDevice('camera-1');
    await camera.turnOn();
    devices.unplug('camera-2');
    await camera.chooseDevice('camera-2');
    expect(deviceOf(camera)).toBe('camera-1');
    expect(camera.snapshot.chosenDeviceId).toBe('camera-1');
    expect(camera.snapshot.changeFailure?.reason).toBe('missing');
    await camera.turnOn();
    expect(camera.snapshot).not.toHaveProperty('changeFailure');
  });

  it('gives the old one back first where the system gives out one at a time', async () => {
    const { devices, camera } = set({ devices: TWO_OF_EACH, oneAtATime: true });
    await camera.turnOn();
    await camera.chooseDevice('camera-2');
    expect(deviceOf(camera)).toBe('camera-2');
    expect(camera.snapshot).not.toHaveProperty('changeFailure');
    expect(devices.liveTracks).toHaveLength(1);
  });

  it('goes back to the old one when the new one is busy', async () => {
    const { devices, camera } = set();
    devices.device('camera-2').busy = true;
    await camera.turnOn();
    await camera.chooseDevice('camera-2');
    expect(deviceOf(camera)).toBe('camera-1');
    expect(camera.snapshot.chosenDeviceId).toBeNull();
    expect(camera.snapshot.changeFailure?.reason).toBe('busy');
    expect(devices.liveTracks).toHaveLength(1);
  });

  it('takes the last of two that were chosen in haste', async () => {
    const { devices, camera } = set({ devices: TWO_OF_EACH, manual: true });
    void camera.turnOn();
    await settle();
    devices.pending[0]?.answer();
    await settle();
    void camera.chooseDevice('camera-2');
    await settle();
    const last = camera.chooseDevice('camera-1');
    await settle();
    // The later request is answered first.
    devices.pending[1]?.answer();
    await settle();
    devices.pending[0]?.answer();
    await last;
    await settle();
    expect(deviceOf(camera)).toBe('camera-1');
    expect(devices.liveTracks).toEqual([camera.currentTrack]);
  });

  it('stays with the device in use when it is chosen again in the middle of a change', async () => {
    const { devices, camera } = set({ devices: TWO_OF_EACH, manual: true });
    void camera.turnOn();
    await settle();
    devices.pending[0]?.answer();
    await settle();
    const { currentTrack } = camera;
    void camera.chooseDevice('camera-2');
    await settle();
    await camera.chooseDevice(null);
    devices.pending[0]?.answer();
    await settle();
    expect(camera.currentTrack).toBe(currentTrack);
    expect(devices.liveTracks).toEqual([currentTrack]);
  });
});

describe('a device that is lost', () => {
  it.each<[SourceKind, string, string]>([
    ['microphone', 'microphone-1', 'microphone-2'],
    ['camera', 'camera-1', 'camera-2'],
  ])('%s: another takes its place', async (kind, lost, left) => {
    const { devices, ...sources } = set();
    const source = sources[kind];
    await source.chooseDevice(lost);
    await source.turnOn();
    devices.unplug(lost);
    await settle();
    expect(deviceOf(source)).toBe(left);
    expect(source.snapshot.state.name).toBe('live');
    expect(source.snapshot.chosenDeviceId).toBeNull();
  });

  it('leaves a muted microphone muted when another takes its place', async () => {
    const { devices, microphone } = set();
    await microphone.turnOn();
    await microphone.turnOff();
    devices.unplug('microphone-1');
    await settle();
    expect(microphone.snapshot.state.name).toBe('muted');
    expect(deviceOf(microphone)).toBe('microphone-2');
    expect(microphone.currentTrack?.enabled).toBe(false);
  });

  it('is unmuted by the command that comes while another is asked for', async () => {
    const { devices, microphone } = set({ devices: TWO_OF_EACH, manual: true });
    void microphone.turnOn();
    await settle();
    devices.pending[0]?.answer();
    await settle();
    await microphone.turnOff();
    devices.unplug('microphone-1');
    await settle();
    const on = microphone.turnOn();
    devices.pending[0]?.answer();
    await on;
    expect(microphone.snapshot.state.name).toBe('live');
    expect(microphone.currentTrack?.enabled).toBe(true);
  });

  it('leaves a muted microphone muted also when another is chosen after it failed', async () => {
    const { devices, microphone } = set({});
    await microphone.turnOn();
    await microphone.turnOff();
    devices.unplug('microphone-1');
    await settle();
    devices.plugIn({ kind: 'microphone', deviceId: 'microphone-2', label: 'Second microphone' });
    await microphone.chooseDevice('microphone-2');
    expect(microphone.snapshot.state.name).toBe('muted');
    expect(microphone.currentTrack?.enabled).toBe(false);
  });

  it('fails as unplugged when there is no other', async () => {
    const { devices, camera } = set({});
    await camera.turnOn();
    devices.unplug('camera-1');
    await settle();
    expect(failure(camera)?.reason).toBe('unplugged');
  });

  it('fails as unplugged when the others do not work', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    devices.device('camera-2').busy = true;
    devices.unplug('camera-1');
    await settle();
    expect(failure(camera)?.reason).toBe('unplugged');
    expect(devices.requests).toHaveLength(2);
  });

  it('is not asked for again when the user took it away', async () => {
    const { devices, camera } = set();
    await camera.turnOn();
    devices.revoke('camera');
    await settle();
    expect(failure(camera)?.reason).toBe('unplugged');
    expect(devices.requests).toHaveLength(1);
  });

  it('in the middle of a change, leaves the field to the new one', async () => {
    const { devices, camera } = set({ devices: TWO_OF_EACH, manual: true });
    void camera.turnOn();
    await settle();
    devices.pending[0]?.answer();
    await settle();
    const changed = camera.chooseDevice('camera-2');
    await settle();
    devices.unplug('camera-1');
    expect(camera.snapshot.state.name).toBe('starting');
    devices.pending[0]?.answer();
    await changed;
    expect(deviceOf(camera)).toBe('camera-2');
  });
});
