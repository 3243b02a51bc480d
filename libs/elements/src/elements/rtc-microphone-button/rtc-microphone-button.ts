import { icons } from '../../look/icons.ts';
import { SourceButton } from '../source-button.ts';

/**
 * Turns the microphone on and off.
 *
 * @tag rtc-microphone-button
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-turn-on - The microphone is to be turned on.
 * @event {CallRequestEvent} rtc-request-turn-off - The microphone is to be muted.
 */
export class RtcMicrophoneButton extends SourceButton {
  protected override readonly kind = 'microphone';
  protected override readonly icons = { on: icons.microphone, off: icons.microphoneOff };
  protected override readonly key = 'm';
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-microphone-button': RtcMicrophoneButton;
  }
}
