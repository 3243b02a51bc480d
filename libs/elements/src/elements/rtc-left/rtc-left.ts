import { html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { messageStyles } from '../../look/message.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * What comes after a call: that it was left, and the way back. Shown only then.
 *
 * @tag rtc-left
 * @csspart message - The whole message.
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-join - The room is to be entered again.
 */
export class RtcLeft extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [tokens, buttonStyles, messageStyles];

  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase.name);

  protected override render() {
    if (this.#phase.value !== 'left') return nothing;
    return html`<section class="message" part="message">
      <div class="sign">${icons.leave}</div>
      <h2>${this.strings.leftTitle}</h2>
      <p>${this.strings.leftAdvice}</p>
      <button type="button" class="primary" part="button" @click=${() => this.request('join', undefined)}>
        ${this.strings.rejoin}
      </button>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-left': RtcLeft;
  }
}
