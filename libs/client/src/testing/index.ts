// Fakes that ship with the library: a clock one can turn, and a server, devices
// and locks without a network or a browser.
export { FakeClock } from './fake-clock.ts';
export { FakeLocks } from './fake-locks.ts';
export {
  type FakeDevice,
  FakeMediaDevices,
  type FakeMediaDevicesOptions,
  ONE_OF_EACH,
  type PendingCapture,
  TWO_OF_EACH,
} from './fake-media-devices.ts';
export { FakeMediaTrack } from './fake-media-track.ts';
export { FakeSignalingServer, type FakeSignalingServerOptions } from './fake-signaling-server.ts';
