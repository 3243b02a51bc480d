import type { SourceState } from '@rtc-call/client';
import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { screenOf } from '../../screen/screen.ts';
import { CallElement } from '../call-element.ts';

/**
 * Enters the room; its label says whether with or without microphone and
 * camera. A device that is still starting counts as one to join with. While
 * the server is asked there is a way out beside it.
 *
 * @tag rtc-join-button
 * @csspart button - The button.
 * @csspart cancel - The button that gives up joining.
 * @event {CallRequestEvent} rtc-request-join - The room is to be entered.
 * @event {CallRequestEvent} rtc-request-leave - Joining is to be given up.
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

      .buttons {
        display: flex;
        gap: 8px;
      }

      .primary {
        flex: 1;
      }

      .cancel {
        flex: none;
        padding-inline: 16px;
      }

      button[aria-disabled='true'] {
        opacity: 0.75;
      }
    `,
  ];

  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase);
  readonly #microphone = new SnapshotController(this, (snapshot) => snapshot.microphone.state);
  readonly #camera = new SnapshotController(this, (snapshot) => snapshot.camera.state);

  protected override render() {
    const phase = this.#phase.value;
    if (screenOf(phase) === 'call') return nothing;
    const joining = phase.name === 'joining';
    const label = joining
      ? this.strings.joining
      : this.strings.join(willBeOn(this.#microphone.value), willBeOn(this.#camera.value));
    // Not `disabled`: that would throw the focus away in the middle of joining.
    return html`<div class="buttons">
      <button
        type="button"
        part="button"
        class="primary"
        aria-disabled=${joining ? 'true' : nothing}
        @click=${() => {
          if (!joining) this.request('join', undefined);
        }}
      >
        ${label}
      </button>
      ${joining ? this.#cancelButton() : nothing}
    </div>`;
  }

  #cancelButton() {
    return html`<button type="button" part="cancel" class="cancel" @click=${() => this.request('leave', undefined)}>
      ${this.strings.cancel}
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
