import { beforeEach, describe, expect, it } from 'vitest';
import type { SourceKind } from '../call/snapshot.ts';
import { acquireTogether } from '../source/acquire-together.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeMediaDevices } from '../testing/fake-media-devices.ts';
import { FakeMediaTrack } from '../testing/fake-media-track.ts';
import { checkDevice, type DeviceCheckOptions } from './check-device.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';

let devices: FakeMediaDevices;
let clock: FakeClock;

beforeEach(() => {
  devices = new FakeMediaDevices();
  clock = new FakeClock();
});

function check(kind: SourceKind, change: Partial<DeviceCheckOptions> = {}) {
  const { signal } = new AbortController();
  const acquire = acquireTogether(devices);
  return checkDevice({ kind, track: undefined, devices, acquire, isSecureContext: true, clock, signal, ...change });
}

/** Nothing is held and no timer is left, whatever came of it. */
function expectNothingKept(): void {
  expect(devices.liveTracks).toEqual([]);
  expect(clock.pending).toBe(0);
}

describe('a device', () => {
  it('that works is named, and given back', async () => {
    const camera = check('camera');
    expect(await camera).toMatchObject({ name: 'passed', figures: { label: 'First camera' } });
    expect(devices.tracks).toHaveLength(1);
    expectNothingKept();
  });

  it('is asked for together with the other, by one question', async () => {
    const acquire = acquireTogether(devices);
    await Promise.all([check('microphone', { acquire }), check('camera', { acquire })]);
    expect(devices.requests).toHaveLength(1);
    expectNothingKept();
  });

  const faults: readonly (readonly [string, string, () => void])[] = [
    ['the user denies', 'denied', () => void (devices.permission.camera = false)],
    [
      'a policy forbids',
      'forbidden',
      () => {
        devices.policy.camera = false;
      },
    ],
    ['is not there', 'missing', () => devices.unplug('camera-1')],
    ['something else uses', 'busy', () => void (devices.device('camera-1').busy = true)],
  ];
  it.each(faults)('that %s: %s', async (_what, reason, spoil) => {
    spoil();
    expect(await check('camera')).toMatchObject({ name: 'failed', reason });
    expectNothingKept();
  });

  it('cannot be had by a page that is not secure', async () => {
    expect(await check('camera', { isSecureContext: false })).toMatchObject({ reason: 'insecure-context' });
    expect(devices.requests).toEqual([]);
  });

  it('that comes after the time is over is given back all the same', async () => {
    devices = new FakeMediaDevices({ manual: true });
    const checked = check('camera');
    await clock.advanceAsync(PREFLIGHT_LIMITS.devicesMs);
    expect(await checked).toMatchObject({ reason: 'unanswered' });
    devices.pending[0]?.answer();
    await clock.advanceAsync(0);
    expect(devices.tracks).toHaveLength(1);
    expectNothingKept();
  });

  it('is not waited for when the preflight is stopped', async () => {
    devices = new FakeMediaDevices({ manual: true });
    const stop = new AbortController();
    const checked = check('camera', { signal: stop.signal });
    stop.abort();
    await checked;
    expectNothingKept();
  });

  it('that the page has already is looked at, and stays', async () => {
    const track = new FakeMediaTrack({ kind: 'videoinput', deviceId: 'x', label: 'Held' });
    expect(await check('camera', { track })).toMatchObject({ name: 'passed', figures: { label: 'Held' } });
    expect(track.readyState).toBe('live');
    expect(devices.requests).toEqual([]);
  });

  it.each([
    ['that is muted for a moment works', true, 'passed'],
    ['that stays muted does not work well', false, 'warned'],
  ])('%s', async (_what, unmutes, name) => {
    const track = new FakeMediaTrack({ kind: 'audioinput', deviceId: 'x', label: '' });
    Object.defineProperty(track, 'muted', { value: true, configurable: true });
    const checked = check('microphone', { track });
    if (unmutes) {
      Object.defineProperty(track, 'muted', { value: false });
      track.dispatchEvent(new Event('unmute'));
    } else {
      await clock.advanceAsync(PREFLIGHT_LIMITS.unmuteMs);
    }
    expect(await checked).toMatchObject({ name });
    expectNothingKept();
  });
});
