import { icons } from '../../look/icons.ts';
import { SourceButton } from '../source-button.ts';

/**
 * Turns the camera on and off.
 *
 * @tag rtc-camera-button
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-turn-on - The camera is to be turned on.
 * @event {CallRequestEvent} rtc-request-turn-off - The camera is to be turned off and given back.
 */
export class RtcCameraButton extends SourceButton {
  protected override readonly kind = 'camera';
  protected override readonly icons = { on: icons.camera, off: icons.cameraOff };
  protected override readonly key = 'v';
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-camera-button': RtcCameraButton;
  }
}
