import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { browserMediaDevices } from '../browser.ts';
import type { SourceKind } from '../call/snapshot.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { createSources, type Sources } from './sources.ts';

// What only Chromium can be made to do here: it is started with three made-up
// devices of each kind and lists them also for a page without the focus, and it
// takes a permission back.
const KINDS: readonly SourceKind[] = ['microphone', 'camera'];

let sources: Sources;

beforeEach(() => {
  sources = createSources(browserMediaDevices);
});

afterEach(() => {
  for (const kind of KINDS) sources[kind].dispose();
});

describe.each(KINDS)('a %s', (kind) => {
  test('lists its devices by name', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { devices } = await vi.waitUntil(() => source.snapshot.devices.length > 0 && source.snapshot);
    for (const device of devices) {
      expect(device.deviceId).not.toBe('');
      expect(device.label).not.toBe('');
    }
  });

  test('goes over to every other device that there is', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { devices } = await vi.waitUntil(() => source.snapshot.devices.length > 1 && source.snapshot);
    for (const { deviceId } of devices) {
      const before = source.currentTrack;
      await source.chooseDevice(deviceId);
      expect(source.currentTrack?.getSettings().deviceId).toBe(deviceId);
      expect(source.snapshot.chosenDeviceId).toBe(deviceId);
      expect(before?.readyState).toBe('ended');
    }
  });
});

/** The devices as a frame within this page sees them, with what its `allow` gives it. */
async function devicesOfFrame(allow: string): Promise<MediaDevicesPort> {
  const frame = document.createElement('iframe');
  frame.allow = allow;
  frame.src = '/';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const inside: (Window & { document: { featurePolicy?: { allowsFeature(name: string): boolean } } }) | null =
    frame.contentWindow;
  if (inside === null) throw new Error('the frame did not load');
  return {
    getUserMedia: (constraints) => inside.navigator.mediaDevices.getUserMedia(constraints),
    enumerateDevices: () => inside.navigator.mediaDevices.enumerateDevices(),
    onDeviceChange: () => () => {},
    policyAllows: (feature) => inside.document.featurePolicy?.allowsFeature(feature) ?? true,
  };
}

test('a frame that is not allowed the camera says so, and has its microphone', async () => {
  sources = createSources(await devicesOfFrame("camera 'none'"));
  await Promise.all([sources.microphone.turnOn(), sources.camera.turnOn()]);
  expect(sources.microphone.snapshot.state.name).toBe('live');
  expect(sources.camera.snapshot.state).toMatchObject({
    name: 'failed',
    failure: { reason: 'denied', message: expect.stringContaining('allow="camera; microphone"') },
  });
});

test('a camera that the user denies says so, and works once it is allowed', async () => {
  await setCameraPermission('denied');
  try {
    await sources.camera.turnOn();
    expect(sources.camera.snapshot.state).toMatchObject({ name: 'failed', failure: { reason: 'denied' } });
  } finally {
    await setCameraPermission('granted');
  }
  await sources.camera.turnOn();
  expect(sources.camera.snapshot.state.name).toBe('live');
});

/** As the user would in the site's settings. */
async function setCameraPermission(setting: 'granted' | 'denied'): Promise<void> {
  const { targetInfo } = await cdp().send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  await cdp().send('Browser.setPermission', {
    permission: { name: 'camera' },
    setting,
    origin: location.origin,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
}
