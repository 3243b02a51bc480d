import type { SourceState } from '@rtc-call/client';
import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * Enters the room; its label says whether with or without microphone and
 * camera. A device that is still starting counts as one to join with.
 *
 * @tag rtc-join-button
 * @csspart button - The button.
 * @event {CallRequestEvent} rtc-request-join - The room is to be entered.
 */
export class RtcJoinButton extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    buttonStyles,
    css`
      :host {
        display: block;
      }

      button {
        inline-size: 100%;
      }

      button[aria-disabled='true'] {
        opacity: 0.75;
      }
    `,
  ];

  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase.name);
  readonly #microphone = new SnapshotController(this, (snapshot) => snapshot.microphone.state);
  readonly #camera = new SnapshotController(this, (snapshot) => snapshot.camera.state);

  protected override render() {
    const phase = this.#phase.value;
    if (phase === 'joined') return nothing;
    const joining = phase === 'joining';
    const label = joining
      ? this.strings.joining
      : this.strings.join(willBeOn(this.#microphone.value), willBeOn(this.#camera.value));
    // Not `disabled`: that would throw the focus away in the middle of joining.
    return html`<button
      type="button"
      part="button"
      class="primary"
      aria-disabled=${joining ? 'true' : nothing}
      @click=${() => {
        if (!joining) this.request('join', undefined);
      }}
    >
      ${label}
    </button>`;
  }
}

function willBeOn(state: SourceState): boolean {
  return state.name === 'live' || state.name === 'starting';
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-join-button': RtcJoinButton;
  }
}
