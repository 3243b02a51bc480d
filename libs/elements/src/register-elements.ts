import { RtcAnnouncer } from './elements/rtc-announcer/rtc-announcer.ts';
import { RtcCall } from './elements/rtc-call/rtc-call.ts';
import { RtcCallInfo } from './elements/rtc-call-info/rtc-call-info.ts';
import { RtcCameraButton } from './elements/rtc-camera-button/rtc-camera-button.ts';
import { RtcControls } from './elements/rtc-controls/rtc-controls.ts';
import { RtcDeviceSelect } from './elements/rtc-device-select/rtc-device-select.ts';
import { RtcError } from './elements/rtc-error/rtc-error.ts';
import { RtcGrid } from './elements/rtc-grid/rtc-grid.ts';
import { RtcInspector } from './elements/rtc-inspector/rtc-inspector.ts';
import { RtcJoinButton } from './elements/rtc-join-button/rtc-join-button.ts';
import { RtcLeaveButton } from './elements/rtc-leave-button/rtc-leave-button.ts';
import { RtcLeft } from './elements/rtc-left/rtc-left.ts';
import { RtcLevel } from './elements/rtc-level/rtc-level.ts';
import { RtcLobby } from './elements/rtc-lobby/rtc-lobby.ts';
import { RtcMicrophoneButton } from './elements/rtc-microphone-button/rtc-microphone-button.ts';
import { RtcNameField } from './elements/rtc-name-field/rtc-name-field.ts';
import { RtcPreflight } from './elements/rtc-preflight/rtc-preflight.ts';
import { RtcPreview } from './elements/rtc-preview/rtc-preview.ts';
import { RtcQuality } from './elements/rtc-quality/rtc-quality.ts';
import { RtcStatus } from './elements/rtc-status/rtc-status.ts';
import { RtcTile } from './elements/rtc-tile/rtc-tile.ts';

/** `<rtc-call>` first: what is inside it looks for its call the moment it is registered itself. */
const elements = {
  'rtc-call': RtcCall,
  'rtc-lobby': RtcLobby,
  'rtc-preview': RtcPreview,
  'rtc-name-field': RtcNameField,
  'rtc-device-select': RtcDeviceSelect,
  'rtc-level': RtcLevel,
  'rtc-join-button': RtcJoinButton,
  'rtc-grid': RtcGrid,
  'rtc-tile': RtcTile,
  'rtc-quality': RtcQuality,
  'rtc-controls': RtcControls,
  'rtc-microphone-button': RtcMicrophoneButton,
  'rtc-camera-button': RtcCameraButton,
  'rtc-leave-button': RtcLeaveButton,
  'rtc-status': RtcStatus,
  'rtc-error': RtcError,
  'rtc-left': RtcLeft,
  'rtc-call-info': RtcCallInfo,
  'rtc-announcer': RtcAnnouncer,
  'rtc-inspector': RtcInspector,
  'rtc-preflight': RtcPreflight,
} as const;

/** Registers every element under its name. What is registered already stays: a page may load the script twice. */
export function registerElements(): void {
  for (const [tag, element] of Object.entries(elements)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}
