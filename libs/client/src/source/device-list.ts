import type { DeviceInfo, SourceKind } from '../call/snapshot.ts';

const DEVICE_KINDS: Readonly<Record<SourceKind, MediaDeviceKind>> = { microphone: 'audioinput', camera: 'videoinput' };

/** Chromium lists a device once more under each of these roles; the browser's own choice is `null` here. */
const ROLES: readonly string[] = ['default', 'communications'];

/**
 * The devices that can be chosen as this kind of source; null when the browser
 * has some and does not tell which, as before permission was given.
 */
export function listDevices(kind: SourceKind, infos: readonly MediaDeviceInfo[]): readonly DeviceInfo[] | null {
  const ofKind = infos.filter((info) => info.kind === DEVICE_KINDS[kind]);
  const named = ofKind.filter(({ deviceId }) => deviceId !== '' && !ROLES.includes(deviceId));
  if (named.length === 0 && ofKind.length > 0) return null;
  return named.map(({ deviceId, label }, index) => ({ deviceId, label: label || standIn(kind, index) }));
}

/** Whether two lists show the same. */
export function sameDevices(a: readonly DeviceInfo[], b: readonly DeviceInfo[]): boolean {
  return a.length === b.length && a.every((it, i) => it.deviceId === b[i]?.deviceId && it.label === b[i]?.label);
}

function standIn(kind: SourceKind, index: number): string {
  return `${kind === 'microphone' ? 'Microphone' : 'Camera'} ${index + 1}`;
}
