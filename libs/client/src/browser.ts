import type { Clock } from './ports/clock.ts';
import type { MediaDevicesPort } from './ports/media-devices.ts';
import type { PeerConnections } from './ports/peer-connections.ts';

// The one file that names the browser's globals. Everything else takes ports.

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const browserPeerConnections: PeerConnections = {
  create: (configuration) => new RTCPeerConnection(configuration),
};

export const browserMediaDevices: MediaDevicesPort = {
  getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
  onDeviceChange(listener) {
    navigator.mediaDevices.addEventListener('devicechange', listener);
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
  },
};
