import { css, html, nothing } from 'lit';
import { levelsContext } from '../../context/contexts.ts';
import { ObservableController } from '../../context/observable-controller.ts';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * How loud one's own microphone is. Shown only while there is one.
 *
 * @tag rtc-level
 * @csspart track - The whole length.
 * @csspart fill - What is filled of it.
 */
export class RtcLevel extends CallElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
      }

      .track {
        block-size: 6px;
        border-radius: 3px;
        background: var(--_line);
        overflow: clip;
      }

      .fill {
        block-size: 100%;
        border-radius: inherit;
        background: var(--_speaking);
        transform-origin: 0 50%;
        transition: transform 120ms linear;
      }

      .fill:dir(rtl) {
        transform-origin: 100% 50%;
      }

      @media (prefers-reduced-motion: reduce) {
        .fill {
          transition: none;
        }
      }

      @media (forced-colors: active) {
        .track {
          border: 1px solid CanvasText;
        }

        .fill {
          background: Highlight;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  readonly #microphone = new SnapshotController(this, (snapshot) => snapshot.microphone.state.name);
  #percent = 0;

  constructor() {
    super();
    new ObservableController(this, levelsContext, (levels) => this.#take(levels.get('self') ?? 0));
  }

  protected override render() {
    const held = this.#microphone.value === 'live' || this.#microphone.value === 'muted';
    if (!held && this.#microphone.value !== 'starting') return nothing;
    return html`<div
      class="track"
      part="track"
      role="meter"
      aria-label=${this.strings.level}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${this.#percent}
    >
      <div class="fill" part="fill" style="transform: scaleX(${this.#percent / 100})"></div>
    </div>`;
  }

  #take(level: number): void {
    // The ear hears ratios: the square root shows a quiet voice too.
    const percent = Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * 50) * 2;
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-level': RtcLevel;
  }
}
