import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { screenOf } from '../../screen/screen.ts';
import { CallElement } from '../call-element.ts';

/**
 * The row of switches, the same at every width, and leaving always among
 * them. Shown in the room, and on the way back into it after a reload.
 *
 * @tag rtc-controls
 * @slot start - Replaces what stands before the switches: room, time, people.
 * @slot - More buttons, between the switches and leaving.
 * @slot end - What stands after.
 * @csspart controls - The row.
 */
export class RtcControls extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--_surface);
      }

      .controls {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
        gap: 12px;
        align-items: center;
        padding: 12px;
        border-block-start: 1px solid var(--_line);
      }

      .buttons {
        display: flex;
        gap: 8px;
        align-items: center;
      }

      /* One tooltip at a time: the pointer's goes before the focus's. */
      .buttons:has(> :hover) {
        --_focus-tooltip: hidden;
      }

      .end {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }

      @container (max-width: 520px) {
        .start {
          display: none;
        }

        .controls {
          grid-template-columns: 1fr auto;
        }

        .buttons {
          justify-content: center;
          gap: 12px;
        }
      }
    `,
  ];

  readonly #screen = new SnapshotController(this, ({ phase }) => screenOf(phase));

  protected override render() {
    if (this.#screen.value !== 'call') return nothing;
    return html`<div class="controls" part="controls" role="group" aria-label=${this.strings.controls}>
      <div class="start">
        <slot name="start"><rtc-call-info></rtc-call-info></slot>
      </div>
      <div class="buttons">
        <rtc-microphone-button></rtc-microphone-button>
        <rtc-camera-button></rtc-camera-button>
        <slot></slot>
        <rtc-leave-button></rtc-leave-button>
      </div>
      <div class="end"><slot name="end"></slot></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-controls': RtcControls;
  }
}
