// Everything that a test of a page with a call needs, without a network, devices or a server. The guide is docs/testing.md.
export { type CallReport, describeReport } from '../call/call-report.ts';
export type { Clock } from '../ports/clock.ts';
export type { Random } from '../ports/random.ts';
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
export { FakePage, type FakePageOptions } from './fake-page.ts';
export { FakeRandom } from './fake-random.ts';
export { FakeSignalingServer, type FakeSignalingServerOptions } from './fake-signaling-server.ts';
export type { CreateTrack, FakeTrack, TrackDevice } from './fake-track.ts';
export { MemoryStorage } from './memory-storage.ts';
export type {
  ConnectionFault,
  Fault,
  FaultPlan,
  MessageFault,
  PlannedFault,
  ServerFault,
  SignalingMethod,
} from './network/fault-plan.ts';
export { type FaultPlanOptions, makeFaultPlan } from './network/make-fault-plan.ts';
export type {
  PageAction,
  ParticipantAction,
  ParticipantScript,
  ScriptedAction,
  TabAction,
} from './participant-script.ts';
export { FakeAir } from './peer-connection/fake-air.ts';
export { FakePeerConnection } from './peer-connection/fake-peer-connection.ts';
export { FakePeerConnections, type FakePeerConnectionsOptions } from './peer-connection/fake-peer-connections.ts';
export type { PageConnection, PageConnections } from './peer-connection/page-connections.ts';
export { playableTrack } from './playable-track.ts';
export { ScriptedParticipant, type ScriptedParticipantOptions } from './scripted-participant.ts';
export { SeededRandom } from './seeded-random.ts';
export { type TestPageOptions, type TestParticipantOptions, TestWorld, type TestWorldOptions } from './test-world.ts';
