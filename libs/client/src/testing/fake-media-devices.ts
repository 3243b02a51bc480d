import type { SourceKind } from '../call/snapshot.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { FakeMediaStream } from './fake-media-stream.ts';
import { FakeMediaTrack } from './fake-media-track.ts';
import type { CreateTrack, FakeTrack } from './fake-track.ts';

/** A device of a FakeMediaDevices. Change it to change what happens next. */
export interface FakeDevice {
  readonly kind: SourceKind;
  readonly deviceId: string;
  readonly label: string;
  /** Another program uses it: it cannot be had. Default: false. */
  busy?: boolean;
}

export interface FakeMediaDevicesOptions {
  /** What is plugged in; the first of each kind is the browser's own choice. Default: one of each. */
  readonly devices?: readonly FakeDevice[];
  /**
   * Keeps every request until the test answers it, by `pending`. Default: false,
   * each is answered at once.
   */
  readonly manual?: boolean;
  /** The system gives out one device of each kind at a time. Default: false. */
  readonly oneAtATime?: boolean;
  /** Default: a FakeMediaTrack. `playableTrack`, where a page is to show them. */
  readonly createTrack?: CreateTrack;
}

/** A request that the test has still to answer. */
export interface PendingCapture {
  readonly constraints: MediaStreamConstraints;
  /** Answers as the devices and the permissions are at that moment. */
  answer(): void;
  /** Rejects with a DOMException of this name. */
  refuse(name: string, message?: string): void;
}

/** One microphone and one camera. */
export const ONE_OF_EACH: readonly FakeDevice[] = [
  { kind: 'microphone', deviceId: 'microphone-1', label: 'First microphone' },
  { kind: 'camera', deviceId: 'camera-1', label: 'First camera' },
];

/** Two microphones and two cameras. */
export const TWO_OF_EACH: readonly FakeDevice[] = [
  ...ONE_OF_EACH,
  { kind: 'microphone', deviceId: 'microphone-2', label: 'Second microphone' },
  { kind: 'camera', deviceId: 'camera-2', label: 'Second camera' },
];

/** A browser's devices, in memory: they are plugged in and out, refused, and used by others, as a test wants. */
export class FakeMediaDevices implements MediaDevicesPort {
  /** Whether the user allows each kind. */
  readonly permission: Record<SourceKind, boolean> = { microphone: true, camera: true };
  /** Whether the page's policy does. */
  readonly policy: Record<SourceKind, boolean> = { microphone: true, camera: true };
  /** Every request there was, in order. */
  readonly requests: MediaStreamConstraints[] = [];
  /** Every track that was ever given out, in order. */
  readonly tracks: FakeTrack[] = [];
  /** What waits for an answer, in order; with the option `manual`. */
  readonly pending: PendingCapture[] = [];
  readonly #devices: FakeDevice[];
  readonly #options: FakeMediaDevicesOptions;
  readonly #listeners = new Set<() => void>();
  readonly #granted = new Set<SourceKind>();

  constructor(options: FakeMediaDevicesOptions = {}) {
    this.#options = options;
    this.#devices = (options.devices ?? ONE_OF_EACH).map((device) => ({ ...device }));
  }

  /** The tracks that hold a device now. */
  get liveTracks(): readonly FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  /** The device with this id, to be changed in place. */
  device(deviceId: string): FakeDevice {
    const device = this.#devices.find((it) => it.deviceId === deviceId);
    if (device === undefined) throw new Error(`no device ${deviceId} is plugged in`);
    return device;
  }

  isPluggedIn(deviceId: string): boolean {
    return this.#devices.some((device) => device.deviceId === deviceId);
  }

  plugIn(device: FakeDevice): void {
    this.#devices.push({ ...device });
    this.#tellChange();
  }

  /** Takes a device away, and ends the tracks that come from it. */
  unplug(deviceId: string): void {
    this.#devices.splice(this.#devices.indexOf(this.device(deviceId)), 1);
    for (const track of this.liveTracks) if (track.getSettings().deviceId === deviceId) track.end();
    this.#tellChange();
  }

  /** Takes the permission back, as a user does in the site's settings. */
  revoke(kind: SourceKind): void {
    this.permission[kind] = false;
    for (const track of this.liveTracks) if (sourceOf(track) === kind) track.end();
  }

  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.requests.push(constraints);
    const { promise, resolve, reject } = Promise.withResolvers<MediaStream>();
    const answer = () => {
      try {
        resolve(this.#open(constraints));
      } catch (thrown) {
        reject(thrown);
      }
    };
    if (this.#options.manual === true) this.#keep(constraints, answer, reject);
    else queueMicrotask(answer);
    return promise;
  }

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return this.#devices.map(({ kind, deviceId, label }) => {
      const told = this.#granted.has(kind) ? { deviceId, label } : { deviceId: '', label: '' };
      const info = { ...told, groupId: '', kind: infoKind(kind) };
      return { ...info, toJSON: () => info };
    });
  }

  onDeviceChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  policyAllows(feature: SourceKind): boolean {
    return this.policy[feature];
  }

  #keep(constraints: MediaStreamConstraints, answer: () => void, reject: (thrown: unknown) => void): void {
    const settle = (how: () => void) => () => {
      const at = this.pending.indexOf(capture);
      if (at < 0) throw new Error('this request was answered before');
      this.pending.splice(at, 1);
      how();
    };
    const capture: PendingCapture = {
      constraints,
      answer: settle(answer),
      refuse: (name, message = '') => settle(() => reject(new DOMException(message, name)))(),
    };
    this.pending.push(capture);
  }

  /** All that was asked for, or an error in the order in which a browser finds them. */
  #open({ audio, video }: MediaStreamConstraints): MediaStream {
    const asked = [
      ...(audio ? [{ kind: 'microphone', constraints: audio } as const] : []),
      ...(video ? [{ kind: 'camera', constraints: video } as const] : []),
    ];
    const devices = asked.map(({ kind, constraints }) => this.#select(kind, constraints));
    for (const { kind } of asked) if (!this.permission[kind] || !this.policy[kind]) throw error('NotAllowedError');
    for (const { kind } of asked) this.#granted.add(kind);
    for (const device of devices) if (!this.#isFree(device)) throw error('NotReadableError');
    const { createTrack = (device) => new FakeMediaTrack(device) } = this.#options;
    const tracks = devices.map(({ kind, ...info }) => createTrack({ ...info, kind: infoKind(kind) }));
    this.tracks.push(...tracks);
    return new FakeMediaStream(tracks);
  }

  #select(kind: SourceKind, constraints: true | MediaTrackConstraints): FakeDevice {
    const ofKind = this.#devices.filter((device) => device.kind === kind);
    if (ofKind.length === 0) throw error('NotFoundError');
    const wanted = exactDeviceId(constraints);
    const device = wanted === undefined ? ofKind[0] : ofKind.find(({ deviceId }) => deviceId === wanted);
    if (device === undefined) throw error('OverconstrainedError');
    return device;
  }

  #isFree({ kind, busy }: FakeDevice): boolean {
    const taken = this.#options.oneAtATime === true && this.liveTracks.some((track) => sourceOf(track) === kind);
    return busy !== true && !taken;
  }

  #tellChange(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function infoKind(kind: SourceKind): MediaDeviceKind {
  return kind === 'microphone' ? 'audioinput' : 'videoinput';
}

function sourceOf(track: MediaStreamTrack): SourceKind {
  return track.kind === 'audio' ? 'microphone' : 'camera';
}

function exactDeviceId(constraints: true | MediaTrackConstraints): string | undefined {
  const wanted = constraints === true ? undefined : constraints.deviceId;
  if (typeof wanted !== 'object' || Array.isArray(wanted)) return undefined;
  return typeof wanted.exact === 'string' ? wanted.exact : undefined;
}

function error(name: string): DOMException {
  return new DOMException(`the fake devices say ${name}`, name);
}
