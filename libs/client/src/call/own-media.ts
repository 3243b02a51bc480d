import type { Profile } from '@rtc-call/contract';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { Source } from '../source/source.ts';
import { createSources, type Sources } from '../source/sources.ts';
import type { OutgoingTracks } from './pair-options.ts';
import type { RememberedSource, RememberedSources } from './return-ticket.ts';
import type { SourceKind, SourceSnapshot } from './snapshot.ts';

/** What this participant sends: its two sources, together. */
export class OwnMedia {
  readonly #sources: Sources;

  /** `changed` is called with every new snapshot of a source. */
  constructor(devices: MediaDevicesPort, changed: (kind: SourceKind) => void) {
    this.#sources = createSources(devices);
    for (const kind of SOURCE_KINDS) this.#sources[kind].subscribe(() => changed(kind));
  }

  source(kind: SourceKind): Source {
    return this.#sources[kind];
  }

  get snapshots(): Readonly<Record<SourceKind, SourceSnapshot>> {
    return this.#each(({ snapshot }) => snapshot);
  }

  get tracks(): OutgoingTracks {
    return this.#each(({ currentTrack }) => currentTrack);
  }

  /** What the others are told of it. */
  get profile(): Pick<Profile, 'microphoneOn' | 'cameraOn'> {
    const { microphone, camera } = this.snapshots;
    return { microphoneOn: microphone.state.name === 'live', cameraOn: camera.state.name === 'live' };
  }

  /** What `prepare` and `restore` bring back, in this page or in the next. */
  remember(): RememberedSources {
    return this.#each(({ snapshot: { state, chosenDeviceId } }): RememberedSource => {
      return { isOn: state.name === 'live' || state.name === 'starting', deviceId: chosenDeviceId };
    });
  }

  /** Chooses the devices that were chosen, without asking the browser for any. */
  prepare(remembered: RememberedSources): void {
    for (const kind of SOURCE_KINDS) void this.#sources[kind].chooseDevice(remembered[kind].deviceId);
  }

  /** Turns on what was on. Together, so that the browser asks once. */
  restore(remembered: RememberedSources): void {
    for (const kind of SOURCE_KINDS) if (remembered[kind].isOn) void this.#sources[kind].turnOn();
  }

  /** Gives the devices back. */
  release(): void {
    for (const kind of SOURCE_KINDS) this.#sources[kind].release();
  }

  dispose(): void {
    for (const kind of SOURCE_KINDS) this.#sources[kind].dispose();
  }

  #each<T>(of: (source: Source) => T): Record<SourceKind, T> {
    return { microphone: of(this.#sources.microphone), camera: of(this.#sources.camera) };
  }
}

const SOURCE_KINDS: readonly SourceKind[] = ['microphone', 'camera'];
