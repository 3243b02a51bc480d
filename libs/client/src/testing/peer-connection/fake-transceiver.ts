import type { CreateTrack } from '../fake-track.ts';

/** A transceiver of a FakePeerConnection. It carries no media. */
export class FakeTransceiver {
  readonly kind: 'audio' | 'video';
  mid: string | null;
  direction: RTCRtpTransceiverDirection;
  readonly sender: FakeSender;
  readonly receiver: FakeReceiver;

  /** `createTrack` makes what is received. `mid`: null for one that this end has added. */
  constructor(kind: 'audio' | 'video', track: MediaStreamTrack | null, mid: string | null, createTrack: CreateTrack) {
    this.kind = kind;
    this.mid = mid;
    this.direction = mid === null ? 'sendrecv' : 'recvonly';
    this.sender = new FakeSender(track);
    const device = {
      kind: kind === 'audio' ? 'audioinput' : 'videoinput',
      deviceId: 'remote',
      label: 'remote',
    } as const;
    this.receiver = new FakeReceiver(createTrack(device));
  }
}

class FakeSender {
  track: MediaStreamTrack | null;

  constructor(track: MediaStreamTrack | null) {
    this.track = track;
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
  }

  setStreams(): void {}
}

class FakeReceiver {
  readonly track: MediaStreamTrack;

  constructor(track: MediaStreamTrack) {
    this.track = track;
  }

  /** Nothing is ever heard. */
  getSynchronizationSources(): RTCRtpSynchronizationSource[] {
    return [];
  }
}
