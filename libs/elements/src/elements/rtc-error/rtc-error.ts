import { html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { messageStyles } from '../../look/message.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { errorWords } from '../../words/error-words.ts';
import { CallElement } from '../call-element.ts';

/**
 * Why there is no call, what to do, and a button to try again where that can
 * help; in small print what whoever runs the server needs to know. Shown only
 * after a failure.
 *
 * @tag rtc-error
 * @csspart message - The whole message.
 * @csspart button - The button.
 * @csspart details - The small print.
 * @event {CallRequestEvent} rtc-request-join - Another try is asked for.
 */
export class RtcError extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [tokens, buttonStyles, messageStyles];

  readonly #error = new SnapshotController(this, ({ phase }) => (phase.name === 'failed' ? phase.error : null));

  protected override render() {
    const error = this.#error.value;
    if (!error) return nothing;
    const { title, text, details, retry } = errorWords(error, this.strings);
    return html`<section class="message fault" part="message" role="alert">
      <div class="sign">${icons.warning}</div>
      <h2>${title}</h2>
      ${text.map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
      ${retry === null ? nothing : this.#retryButton(retry)}
      ${details === null ? nothing : html`<p class="details" part="details" dir="auto">${details}</p>`}
    </section>`;
  }

  #retryButton(label: string) {
    return html`<button type="button" class="primary" part="button" @click=${() => this.request('join', undefined)}>
      ${label}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-error': RtcError;
  }
}
