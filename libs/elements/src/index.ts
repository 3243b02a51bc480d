// The classes, without side effects: importing this registers nothing, and is safe on a server.
// `registerElements` registers them all; importing `@rtc-call/elements/register` does it at once.
export { RtcCall } from './elements/rtc-call/rtc-call.ts';
export { RtcLobby } from './elements/rtc-lobby/rtc-lobby.ts';
export { RtcPreview } from './elements/rtc-preview/rtc-preview.ts';
export { RtcNameField } from './elements/rtc-name-field/rtc-name-field.ts';
export { RtcDeviceSelect } from './elements/rtc-device-select/rtc-device-select.ts';
export { RtcLevel } from './elements/rtc-level/rtc-level.ts';
export { RtcJoinButton } from './elements/rtc-join-button/rtc-join-button.ts';
export { RtcGrid } from './elements/rtc-grid/rtc-grid.ts';
export { RtcQuality } from './elements/rtc-quality/rtc-quality.ts';
export { RtcTile } from './elements/rtc-tile/rtc-tile.ts';
export { RtcControls } from './elements/rtc-controls/rtc-controls.ts';
export { RtcMicrophoneButton } from './elements/rtc-microphone-button/rtc-microphone-button.ts';
export { RtcCameraButton } from './elements/rtc-camera-button/rtc-camera-button.ts';
export { RtcLeaveButton } from './elements/rtc-leave-button/rtc-leave-button.ts';
export { RtcStatus } from './elements/rtc-status/rtc-status.ts';
export { RtcError } from './elements/rtc-error/rtc-error.ts';
export { RtcLeft } from './elements/rtc-left/rtc-left.ts';
export { RtcCallInfo } from './elements/rtc-call-info/rtc-call-info.ts';
export { RtcPreflight } from './elements/rtc-preflight/rtc-preflight.ts';
export { RtcInspector } from './elements/rtc-inspector/rtc-inspector.ts';
export type { InspectorStrings } from './elements/rtc-inspector/words/inspector-strings.ts';
export { RtcAnnouncer } from './elements/rtc-announcer/rtc-announcer.ts';
export { RtcCallErrorEvent } from './events/rtc-call-error-event.ts';
export { RtcCallJoinedEvent } from './events/rtc-call-joined-event.ts';
export { RtcCallLeftEvent } from './events/rtc-call-left-event.ts';
export { RtcPreflightFinishedEvent } from './events/rtc-preflight-finished-event.ts';
export { registerElements } from './register-elements.ts';
export type { PreflightStrings } from './words/preflight-strings.ts';
export { ENGLISH, type Strings } from './words/strings.ts';

// For elements of one's own inside `<rtc-call>`.
export {
  levelsContext,
  nameFaultContext,
  snapshotContext,
  statisticsContext,
  stringsContext,
} from './context/contexts.ts';
export { SnapshotController } from './context/snapshot-controller.ts';
export {
  CallRequestEvent,
  type CallRequests,
  type DeviceChoice,
  type RequestName,
} from './requests/call-request-event.ts';
