import { type CallStatistics, followQuality, NEW_QUALITY } from '@rtc-call/client';
import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { statisticsContext } from '../../context/contexts.ts';
import { ObservableController } from '../../context/observable-controller.ts';
import { captionStyles } from '../../look/caption.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * How good the connection to somebody is: nothing while it is good, otherwise an
 * icon and a word, and in a small box the icon alone. A screen reader finds the
 * word and is not told of each change. While it is on the page, the statistics
 * of the call are sampled.
 *
 * @tag rtc-quality
 * @csspart quality - Icon and word.
 */
export class RtcQuality extends CallElement {
  static override readonly styles = [
    tokens,
    captionStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }

      @container (max-width: 180px) {
        .caption {
          padding: 2px 6px;
          font-size: 12px;
          line-height: 1.3;
        }

        .caption .words {
          white-space: normal;
        }
      }

      @container (max-width: 139px) or (max-height: 79px) {
        .caption {
          padding: 3px 5px;
        }

        .caption .words {
          display: none;
        }
      }
    `,
  ];

  /** Whose connection it is: a participant's id. */
  @property({ attribute: 'participant-id' }) participantId = '';

  #followed = NEW_QUALITY;

  constructor() {
    super();
    new ObservableController(this, statisticsContext, (statistics) => this.#take(statistics));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('participantId')) this.#followed = NEW_QUALITY;
  }

  protected override render() {
    const { quality } = this.#followed;
    if (quality === 'good') return nothing;
    const words = this.strings.quality[quality];
    return html`<div part="quality" class="caption" role="img" aria-label=${words}>
      ${icons[quality]}<span class="words" dir="auto">${words}</span>
    </div>`;
  }

  #take(statistics: CallStatistics): void {
    const sample = statistics.get(this.participantId);
    // Told again when the element is moved.
    if (sample === undefined || sample === this.#followed.recent.at(-1)) return;
    const before = this.#followed.quality;
    this.#followed = followQuality(this.#followed, sample);
    if (this.#followed.quality !== before) this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-quality': RtcQuality;
  }
}
