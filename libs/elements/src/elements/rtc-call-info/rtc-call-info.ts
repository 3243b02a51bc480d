import { css, html, nothing } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { elapsed } from '../../words/elapsed.ts';
import { CallElement } from '../call-element.ts';

/**
 * The room, how long one has been in it, and how many are there. Shown only in the room.
 *
 * @tag rtc-call-info
 * @csspart room - The room's name.
 * @csspart details - Time and people.
 */
export class RtcCallInfo extends CallElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        color: var(--_muted);
        font-size: 13px;
        font-variant-numeric: tabular-nums;
      }

      div {
        display: flex;
        gap: 8px;
        min-inline-size: 0;
      }

      .room {
        overflow: hidden;
        color: var(--_text);
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .details {
        flex: none;
      }
    `,
  ];

  readonly #room = new SnapshotController(this, (snapshot) => snapshot.room);
  readonly #people = new SnapshotController(this, (snapshot) => snapshot.participants.length + 1);
  readonly #since = new SnapshotController(this, ({ phase }) => (phase.name === 'joined' ? phase.since : null));
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => {
      if (this.#since.value !== null) this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override render() {
    const since = this.#since.value;
    if (since === null) return nothing;
    return html`<div>
      <span class="room" part="room" dir="auto">${this.#room.value}</span>
      <span class="details" part="details">
        <span role="timer" aria-label=${this.strings.duration}>${elapsed(Date.now() - since)}</span>
        · ${this.strings.people(this.#people.value)}
      </span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call-info': RtcCallInfo;
  }
}
