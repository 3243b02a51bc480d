import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { server } from 'vitest/browser';
import type { SourceKind } from '../call/snapshot.ts';
import { browserMediaDevices } from '../browser.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { createSources, type Sources } from './sources.ts';

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

  test('is given back', async () => {
    const source = sources[kind];
    await source.turnOn();
    const { currentTrack } = source;
    source.release();
    expect(currentTrack?.readyState).toBe('ended');
    expect(source.snapshot.state.name).toBe('off');
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
