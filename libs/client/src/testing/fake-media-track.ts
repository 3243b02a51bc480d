import type { FakeTrack, TrackDevice } from './fake-track.ts';

/** A track without media: it can be read, disabled, stopped, and ended by its device. Nothing can play it. */
export class FakeMediaTrack extends EventTarget implements FakeTrack {
  readonly kind: 'audio' | 'video';
  readonly id: string;
  readonly label: string;
  readonly muted = false;
  contentHint = '';
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  onended: ((this: MediaStreamTrack, event: Event) => unknown) | null = null;
  onmute: ((this: MediaStreamTrack, event: Event) => unknown) | null = null;
  onunmute: ((this: MediaStreamTrack, event: Event) => unknown) | null = null;
  readonly #deviceId: string;

  constructor(device: TrackDevice) {
    super();
    this.kind = device.kind === 'videoinput' ? 'video' : 'audio';
    this.id = `track-${++tracksMade}`;
    this.label = device.label;
    this.#deviceId = device.deviceId;
  }

  /** Ends it by the page's wish: no event, as in a browser. */
  stop(): void {
    this.readyState = 'ended';
  }

  /** Ends it as a browser does when the device or the permission is gone. */
  end(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    const event = new Event('ended');
    this.dispatchEvent(event);
    this.onended?.(event);
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.#deviceId };
  }

  getCapabilities(): MediaTrackCapabilities {
    return { deviceId: this.#deviceId };
  }

  getConstraints(): MediaTrackConstraints {
    return {};
  }

  async applyConstraints(): Promise<void> {}

  clone(): FakeMediaTrack {
    const kind = this.kind === 'video' ? 'videoinput' : 'audioinput';
    return new FakeMediaTrack({ kind, deviceId: this.#deviceId, label: this.label });
  }
}

let tracksMade = 0;
