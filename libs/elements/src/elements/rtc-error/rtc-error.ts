import type { CallErrorCode } from '@rtc-call/client';
import { html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { messageStyles } from '../../look/message.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/** What another try cannot mend: the browser, the page, or how the call is set up has to change first. */
const FINAL: ReadonlySet<CallErrorCode> = new Set(['unsupported-browser', 'insecure-context', 'invalid-argument']);

/**
 * Why there is no call, what to do, and a button to try again where that can
 * help. Shown only after a failure.
 *
 * @tag rtc-error
 * @csspart message - The whole message.
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-join - Another try is asked for.
 */
export class RtcError extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [tokens, buttonStyles, messageStyles];

  readonly #error = new SnapshotController(this, ({ phase }) => (phase.name === 'failed' ? phase.error : null));

  protected override render() {
    const error = this.#error.value;
    if (!error) return nothing;
    const advice = this.strings.errorAdvice[error.code];
    return html`<section class="message fault" part="message" role="alert">
      <div class="sign">${icons.warning}</div>
      <h2>${this.strings.errorTitle[error.code]}</h2>
      <p>${error.message}</p>
      ${advice ? html`<p>${advice}</p>` : nothing}
      ${FINAL.has(error.code) ? nothing : this.#tryAgainButton()}
    </section>`;
  }

  #tryAgainButton() {
    return html`<button type="button" class="primary" part="button" @click=${() => this.request('join', undefined)}>
      ${this.strings.tryAgain}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-error': RtcError;
  }
}
