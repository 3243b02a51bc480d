import type { CallError, CallSnapshot } from '@rtc-call/client';

/** What is shown where there is no call: nothing happens yet. */
export const EMPTY_SNAPSHOT: CallSnapshot = {
  room: '',
  displayName: '',
  phase: { name: 'idle' },
  selfId: null,
  participants: [],
  capacity: null,
  microphone: { kind: 'microphone', state: { name: 'off' }, devices: [], chosenDeviceId: null },
  camera: { kind: 'camera', state: { name: 'off' }, devices: [], chosenDeviceId: null },
};

/** What is shown when a call cannot even be made: a browser without WebRTC, a page without a room. */
export function failedSnapshot(room: string, displayName: string, error: CallError): CallSnapshot {
  return { ...EMPTY_SNAPSHOT, room, displayName, phase: { name: 'failed', error } };
}
