import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, server } from 'vitest/browser';
import type { SourceKind } from '../call/snapshot.ts';
import { browserMediaDevices } from '../browser.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { createSources, type Sources } from './sources.ts';

// Chromium is started with three fake devices of each kind, Firefox has one.
const CHROMIUM = server.browser === 'chromium';
const KINDS: readonly SourceKind[] = ['microphone', 'camera'];

let prompts: MediaStreamConstraints[];
let sources: Sources;

/** The browser's devices, with every request counted. */
const counted: MediaDevicesPort = {
  ...browserMediaDevices,
  getUserMedia(constraints) {
    prompts.push(constraints);
    return browserMediaDevices.getUserMedia(constraints);
  },
};

beforeEach(() => {
  prompts = [];
  sources = createSources(counted);
});

afterEach(() => {
  for (const kind of KINDS) sources[kind].dispose();
});

describe.each(KINDS)('a %s', (kind) => {
  test('is live', async () => {
    const source = sources[kind];
    await source.turnOn();
    expect(source.snapshot.state.name).toBe('live');
    expect(source.currentTrack?.readyState).toBe('live');
  });

  // Firefox lists devices only for a page that has the focus, and of the pages of these tests one has it.
  test.runIf(CHROMIUM)('lists its devices by name', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { devices } = await vi.waitUntil(() => source.snapshot.devices.length > 0 && source.snapshot);
    for (const device of devices) {
      expect(device.deviceId).not.toBe('');
      expect(device.label).not.toBe('');
    }
  });

  test('is given back', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { currentTrack } = source;
    source.release();
    expect(currentTrack?.readyState).toBe('ended');
    expect(source.snapshot.state.name).toBe('off');
  });

  test.runIf(CHROMIUM)('goes over to every other device that there is', async () => {
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

  test('stays where it is when the chosen one is not there, and says why', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { currentTrack } = source;
    await source.chooseDevice('no-such-device');
    expect(source.currentTrack).toBe(currentTrack);
    expect(source.snapshot.changeFailure?.reason).toBe('missing');
    expect(source.snapshot.chosenDeviceId).toBeNull();
  });

  test('lets the browser choose when the chosen one is not there at first', async () => {
    const source = sources[kind];
    await source.chooseDevice('no-such-device');
    await source.turnOn();
    expect(source.snapshot.state.name).toBe('live');
    expect(source.snapshot.chosenDeviceId).toBeNull();
  });
});

test('a camera runs at 720p where it can', async () => {
  await sources.camera.turnOn();
  expect(sources.camera.currentTrack?.getSettings()).toMatchObject(
    CHROMIUM ? { width: 1280, height: 720 } : { width: expect.any(Number) },
  );
});

test('both share one prompt', async () => {
  await Promise.all([sources.microphone.turnOn(), sources.camera.turnOn()]);
  expect(prompts).toHaveLength(1);
  expect(sources.microphone.currentTrack?.kind).toBe('audio');
  expect(sources.camera.currentTrack?.kind).toBe('video');
});

test('what is turned off before the browser has answered is stopped when it does', async () => {
  const tracks: MediaStreamTrack[] = [];
  sources = createSources({
    ...counted,
    async getUserMedia(constraints) {
      const stream = await counted.getUserMedia(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    },
  });
  void sources.camera.turnOn();
  await Promise.resolve();
  expect(prompts).toHaveLength(1);
  await sources.camera.turnOff();
  await vi.waitFor(() => expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']));
  expect(sources.camera.snapshot.state.name).toBe('off');
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

test.runIf(CHROMIUM)('a frame that is not allowed the camera says so, and has its microphone', async () => {
  sources = createSources(await devicesOfFrame("camera 'none'"));
  await Promise.all([sources.microphone.turnOn(), sources.camera.turnOn()]);
  expect(sources.microphone.snapshot.state.name).toBe('live');
  expect(sources.camera.snapshot.state).toMatchObject({
    name: 'failed',
    failure: { reason: 'denied', message: expect.stringContaining('allow="camera; microphone"') },
  });
});

test.runIf(CHROMIUM)('a camera that the user denies says so, and works once it is allowed', async () => {
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
