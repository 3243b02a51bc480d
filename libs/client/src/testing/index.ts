// Fakes that ship with the library: a clock one can turn, and a server, devices
// and locks without a network or a browser.
export { FakeClock } from './fake-clock.ts';
export { FakeLocks } from './fake-locks.ts';
export { FakeMediaDevices } from './fake-media-devices.ts';
export { FakeSignalingServer } from './fake-signaling-server.ts';
