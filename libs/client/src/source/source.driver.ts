import type { DeviceInfo, SourceKind, SourceSnapshot, SourceState } from '../call/snapshot.ts';
import { Store } from '../call/store.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { AcquireTrack } from './acquire-together.ts';
import { listDevices, sameDevices } from './device-list.ts';
import { type SourceEffect, type SourceEvent, transition } from './source.machine.ts';
import type { Source } from './source.ts';
import { sourceFailure, unplugged } from './source-failure.ts';
import { isSettled, newSource, type SourceMachine, sourceStateOf } from './source-phase.ts';

/**
 * Runs one source machine over the browser's devices. It owns the tracks it was
 * given: each is in the snapshot, or stopped.
 */
export class SourceDriver implements Source {
  readonly #kind: SourceKind;
  readonly #devices: MediaDevicesPort;
  readonly #acquire: AcquireTrack;
  readonly #store: Store<SourceSnapshot>;
  readonly #stopWatching: () => void;
  #machine: SourceMachine;
  #listing = 0;
  #settled: PromiseWithResolvers<void> | null = null;

  constructor(kind: SourceKind, devices: MediaDevicesPort, acquire: AcquireTrack) {
    this.#kind = kind;
    this.#devices = devices;
    this.#acquire = acquire;
    this.#machine = newSource(kind);
    this.#store = new Store<SourceSnapshot>({ kind, state: { name: 'off' }, devices: [], chosenDeviceId: null });
    this.#stopWatching = devices.onDeviceChange(() => void this.#refreshDevices());
    void this.#refreshDevices();
  }

  get snapshot(): SourceSnapshot {
    return this.#store.value;
  }

  get currentTrack(): MediaStreamTrack | null {
    const { state } = this.snapshot;
    return state.name === 'live' || state.name === 'muted' ? state.track : null;
  }

  subscribe(listener: (snapshot: SourceSnapshot) => void): () => void {
    return this.#store.subscribe(listener);
  }

  turnOn(): Promise<void> {
    return this.#command({ type: 'turn-on' });
  }

  turnOff(): Promise<void> {
    return this.#command({ type: 'turn-off' });
  }

  chooseDevice(deviceId: string | null): Promise<void> {
    return this.#command({ type: 'choose', deviceId });
  }

  release(): void {
    this.#happen({ type: 'release' });
  }

  dispose(): void {
    this.release();
    this.#stopWatching();
    this.#listing++;
  }

  #command(event: SourceEvent): Promise<void> {
    this.#happen(event);
    if (isSettled(this.#machine)) return Promise.resolve();
    this.#settled ??= Promise.withResolvers();
    return this.#settled.promise;
  }

  #happen(event: SourceEvent): void {
    const { source, effects } = transition(this.#machine, event);
    this.#machine = source;
    for (const effect of effects) this.#act(effect);
    try {
      this.#publish({});
    } finally {
      // Whatever a listener does, no device stays on by it, and nobody waits for ever.
      for (const effect of effects) if (effect.type === 'retire') effect.track.stop();
      if (isSettled(this.#machine)) {
        this.#settled?.resolve();
        this.#settled = null;
      }
    }
  }

  #act(effect: SourceEffect): void {
    switch (effect.type) {
      case 'acquire':
        void this.#acquireDevice(effect.run, effect.deviceId);
        break;
      case 'find':
        void this.#findDevices(effect.run);
        break;
      case 'enable':
        effect.track.enabled = effect.enabled;
        break;
      case 'stop':
        effect.track.stop();
        break;
      case 'retire':
        break; // After the new state was told.
    }
  }

  async #acquireDevice(run: number, deviceId: string | null): Promise<void> {
    let track: MediaStreamTrack;
    try {
      track = await this.#acquire({ kind: this.#kind, deviceId });
    } catch (thrown) {
      const failure = sourceFailure(this.#kind, thrown, this.#devices.policyAllows(this.#kind));
      return this.#happen({ type: 'refused', run, failure });
    }
    // Lost between the browser's answer and now: the event that would say so is past.
    if (track.readyState === 'ended') return this.#happen({ type: 'refused', run, failure: unplugged(this.#kind) });
    this.#watchEnd(track);
    this.#happen({ type: 'acquired', run, track });
    // With permission given, the browser tells the devices' names.
    await this.#refreshDevices();
  }

  #watchEnd(track: MediaStreamTrack): void {
    const deviceId = deviceIdOf(track);
    track.addEventListener('ended', () => this.#happen({ type: 'ended', track, deviceId }), { once: true });
  }

  async #findDevices(run: number): Promise<void> {
    const devices = await this.#list();
    this.#happen({ type: 'found', run, deviceIds: (devices ?? []).map(({ deviceId }) => deviceId) });
  }

  async #refreshDevices(): Promise<void> {
    const listing = ++this.#listing;
    const devices = await this.#list();
    if (listing === this.#listing && devices !== null) this.#publish({ devices });
  }

  /** Null when the browser does not tell. */
  async #list(): Promise<readonly DeviceInfo[] | null> {
    try {
      return listDevices(this.#kind, await this.#devices.enumerateDevices());
    } catch {
      return null;
    }
  }

  #publish({ devices = this.snapshot.devices }: { devices?: readonly DeviceInfo[] }): void {
    const { phase, chosenDeviceId, changeFailure } = this.#machine;
    const before = this.snapshot;
    const next: SourceSnapshot = {
      kind: this.#kind,
      state: keep(before.state, sourceStateOf(phase)),
      devices: sameDevices(before.devices, devices) ? before.devices : devices,
      chosenDeviceId,
      ...(changeFailure === null ? {} : { changeFailure }),
    };
    if (!sameSnapshot(before, next)) this.#store.set(next);
  }
}

function deviceIdOf(track: MediaStreamTrack): string | null {
  return track.getSettings().deviceId ?? null;
}

function keep(before: SourceState, next: SourceState): SourceState {
  if (before.name === 'live' || before.name === 'muted') {
    return before.name === next.name && before.track === next.track ? before : next;
  }
  if (before.name === 'failed') return next.name === 'failed' && before.failure === next.failure ? before : next;
  return before.name === next.name ? before : next;
}

function sameSnapshot(a: SourceSnapshot, b: SourceSnapshot): boolean {
  return (
    a.state === b.state &&
    a.devices === b.devices &&
    a.chosenDeviceId === b.chosenDeviceId &&
    a.changeFailure === b.changeFailure
  );
}
