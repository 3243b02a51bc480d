import type { SourceState } from '@rtc-call/client';
import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { tokens } from '../../look/tokens.styles.ts';
import type { Strings } from '../../words/strings.ts';
import { CallElement } from '../call-element.ts';

/**
 * One's own picture, mirrored as in a mirror, with the switches over it.
 *
 * @tag rtc-preview
 * @slot controls - Replaces the two switches.
 * @csspart words - What is said in place of a picture.
 * @csspart controls - The row of switches.
 */
export class RtcPreview extends CallElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        position: relative;
        aspect-ratio: 16 / 10;
        min-inline-size: 0;
      }

      rtc-tile {
        position: absolute;
        inset: 0;
      }

      rtc-tile::part(name-plate) {
        display: none;
      }

      /* Out of the switches' way, also where the preview is low. */
      rtc-tile::part(avatar) {
        translate: 0 -25%;
      }

      /* The meter shows one's own voice better than a frame that comes and goes. */
      rtc-tile::part(tile)::after {
        content: none;
      }

      .words {
        position: absolute;
        inset-block-start: 12px;
        inset-inline: 12px;
        color: #fff;
        font-size: 13px;
        text-align: center;
      }

      .controls {
        --rtc-control: #0a0d12b8;
        --rtc-control-hover: #0a0d12e6;
        --rtc-control-text: #fff;
        --rtc-control-off: #c8261c;
        --rtc-control-off-text: #fff;
        --rtc-control-focus: #fff;
        --rtc-control-fault: #fff;
        --rtc-control-fault-text: #c8261c;
        --rtc-control-ring: #0a0d12;

        position: absolute;
        inset-block-end: 12px;
        inset-inline: 12px;
        display: flex;
        justify-content: center;
        gap: 8px;
      }
    `,
  ];

  readonly #camera = new SnapshotController(this, (snapshot) => snapshot.camera.state);

  protected override render() {
    const words = wordsFor(this.#camera.value, this.strings);
    return html`<div role="group" aria-label=${this.strings.preview}>
      <rtc-tile participant-id="self" exportparts="video, avatar"></rtc-tile>
      ${words ? html`<div class="words" part="words">${words}</div>` : nothing}
      <div class="controls" part="controls">
        <slot name="controls">
          <rtc-microphone-button></rtc-microphone-button>
          <rtc-camera-button></rtc-camera-button>
        </slot>
      </div>
    </div>`;
  }
}

function wordsFor(state: SourceState, strings: Strings): string {
  switch (state.name) {
    case 'live':
      return '';
    case 'starting':
      return strings.previewStarting;
    case 'failed':
      return strings.previewFailed;
    default:
      return strings.previewOff;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-preview': RtcPreview;
  }
}
