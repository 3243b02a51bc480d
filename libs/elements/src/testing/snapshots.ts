import type {
  CallPhase,
  CallSnapshot,
  DeviceInfo,
  ParticipantSnapshot,
  SourceKind,
  SourceSnapshot,
  SourceState,
} from '@rtc-call/client';

const DEVICES: Readonly<Record<SourceKind, readonly DeviceInfo[]>> = {
  microphone: [
    { deviceId: 'headset', label: 'Studio headset' },
    { deviceId: 'builtin', label: 'Built-in microphone array with a very long name (0bda:58f4)' },
  ],
  camera: [
    { deviceId: 'front', label: 'Built-in camera' },
    { deviceId: 'desk', label: 'Desk camera' },
  ],
};

/** Somebody else, connected and live, unless the change says otherwise. */
export function participant(
  id: string,
  displayName: string,
  change: Partial<ParticipantSnapshot> = {},
): ParticipantSnapshot {
  return {
    id,
    presence: 'here',
    displayName,
    microphoneOn: true,
    cameraOn: false,
    link: 'connected',
    audioTrack: null,
    videoTrack: null,
    ...change,
  };
}

/** A source with devices to choose from. */
export function source(kind: SourceKind, state: SourceState, change: Partial<SourceSnapshot> = {}): SourceSnapshot {
  return { kind, state, devices: DEVICES[kind], chosenDeviceId: null, ...change };
}

/** A source that the user has refused; there are no devices to see then. */
export function deniedSource(kind: SourceKind): SourceSnapshot {
  const message = `The ${kind} is blocked. Allow it in the browser’s address bar, then turn it on again.`;
  return source(kind, { name: 'failed', failure: { kind, reason: 'denied', message } }, { devices: [] });
}

/** In the room with these others. */
export function joinedWith(...participants: readonly ParticipantSnapshot[]): Partial<CallSnapshot> {
  return {
    displayName: 'Ada Okafor',
    phase: { name: 'joined', since: Date.now() - 1_450_000, connection: 'online' },
    selfId: 'p-self',
    participants,
    capacity: 6,
  };
}

/** In the room with these others, and out of touch with the call server. */
export function reconnectingWith(...participants: readonly ParticipantSnapshot[]): Partial<CallSnapshot> {
  return {
    ...joinedWith(...participants),
    phase: { name: 'joined', since: Date.now() - 1_450_000, connection: 'reconnecting' },
  };
}

/** On the way into the room. */
export const JOINING: CallPhase = { name: 'joining', returning: false };

/** On the way back into the room, after the page was reloaded. */
export const RETURNING: CallPhase = { name: 'joining', returning: true };
