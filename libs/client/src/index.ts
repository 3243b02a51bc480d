// What a page needs to hold a call. What tests need is in ./testing.
export type { AudioLevels, Call, Observable } from './call/call.ts';
export {
  type CallOptions,
  checkOptions,
  DISPLAY_NAME_LENGTH,
  displayNameFault,
  roomFault,
} from './call/call-options.ts';
export { createCall } from './call/create-call.ts';
export type {
  CallPhase,
  CallSnapshot,
  DeviceInfo,
  LinkStatus,
  ParticipantSnapshot,
  ServerConnection,
  SourceKind,
  SourceSnapshot,
  SourceState,
} from './call/snapshot.ts';
export { CallError, type CallErrorCode } from './errors/call-error.ts';
export type {
  CallEvent,
  CallHappening,
  CandidatePair,
  CandidateView,
  OfLink,
  ReportCode,
  SignalContent,
  StreamReason,
} from './recording/call-event.ts';
export type { CallEvents } from './recording/call-events.ts';
export { READ_CHARACTERS, READ_LINES } from './recording/limits.ts';
export { type ReadRecording, readRecording } from './recording/read-recording.ts';
export type { Recording } from './recording/recording.ts';
export { describeRecordingFault, type RecordingFault, RecordingRefusal } from './recording/recording-fault.ts';
export type { RecordingHeader } from './recording/recording-format.ts';
export { type RecordingSubject, type WritingOptions, writeRecording } from './recording/write-recording.ts';
export { type FollowedQuality, followQuality, NEW_QUALITY } from './quality/follow-quality.ts';
export type { Quality } from './quality/quality.ts';
export type {
  CallStatistics,
  LinkPath,
  LinkStatistics,
  PathEnd,
  ReceivedStatistics,
  ReceivedVideoStatistics,
  SentStatistics,
  SentVideoStatistics,
  StreamStatistics,
  VideoStatistics,
} from './statistics/link-statistics.ts';
export type { SourceFailure, SourceFailureReason } from './source/source-failure.ts';
export { PREFLIGHT_LIMITS, PREFLIGHT_THRESHOLDS } from './preflight/preflight-limits.ts';
export type { PreflightReport, PreflightVerdict } from './preflight/preflight-report.ts';
export { PREFLIGHT_STEPS, type PathStep, type PreflightStep, type TurnStep } from './preflight/preflight-step.ts';
export {
  type PreflightOptions,
  type PreflightRun,
  type PreflightTracks,
  runPreflight,
} from './preflight/run-preflight.ts';
export type {
  DeviceFault,
  DeviceFigures,
  DeviceWarning,
  SignalingFault,
  SignalingFigures,
  SignalingWarning,
  SkipReason,
  StepOutcome,
  StepResult,
  StepResults,
  StunFault,
  StunFigures,
  TurnFault,
  TurnFigures,
  TurnWarning,
} from './preflight/step-result.ts';
