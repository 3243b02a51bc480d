import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { screenOf } from '../../screen/screen.ts';
import { CallElement } from '../call-element.ts';

/**
 * Leaves the room. Shown in it, and on the way back into it after a reload.
 *
 * @tag rtc-leave-button
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-leave - The room is to be left.
 */
export class RtcLeaveButton extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    buttonStyles,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  readonly #screen = new SnapshotController(this, ({ phase }) => screenOf(phase));

  protected override render() {
    if (this.#screen.value !== 'call') return nothing;
    const label = this.strings.leave;
    return html`<button
      type="button"
      part="button"
      class="danger"
      aria-label=${label}
      @click=${() => this.request('leave', undefined)}
    >
      ${icons.leave}
      <span class="tooltip" aria-hidden="true">${label}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-leave-button': RtcLeaveButton;
  }
}
