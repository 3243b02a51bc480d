import { ContextConsumer } from '@lit/context';
import { CallError } from '@rtc-call/client';
import { css, html, nothing } from 'lit';
import { nameFaultContext } from '../../context/contexts.ts';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { type OwnFault, type StatusLine, statusLine } from '../../words/status-line.ts';
import { CallElement } from '../call-element.ts';

/**
 * One line at the top of the call, in words: what is wrong with a connection
 * or a device, or with one's name, or that nobody else is there. It goes away by
 * itself; a notice about one's own device or name can also be dismissed. What failed before joining
 * was told in the lobby, and is not told again.
 *
 * @tag rtc-status
 * @csspart status - The line.
 */
export class RtcStatus extends CallElement {
  static override readonly styles = [
    tokens,
    buttonStyles,
    css`
      :host {
        display: block;
      }

      .line {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: center;
        padding: 8px 12px;
        background: var(--_surface);
        color: var(--_muted);
        border-block-end: 1px solid var(--_line);
        font-size: 13px;
        text-align: start;
        overflow-wrap: anywhere;
      }

      .warning {
        background: var(--_notice);
        color: var(--_on-notice);
        border-color: transparent;
      }

      svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
      }

      button {
        min-inline-size: 28px;
        min-block-size: 28px;
        margin-block: -4px;
        padding: 0;
        background: none;
        color: inherit;
      }

      button svg {
        inline-size: 16px;
        block-size: 16px;
      }

      button:hover {
        background: color-mix(in srgb, transparent, currentColor 12%);
      }

      @media (forced-colors: active) {
        .line {
          border-block-end-color: CanvasText;
        }
      }
    `,
  ];

  readonly #snapshot = new SnapshotController(this, (snapshot) => snapshot);
  readonly #nameFault = new ContextConsumer(this, { context: nameFaultContext, subscribe: true });
  #acknowledged: ReadonlySet<OwnFault> = new Set();

  protected override willUpdate(): void {
    const { phase, microphone, camera } = this.#snapshot.value;
    if (phase.name === 'joined') return;
    const failures = [microphone, camera].flatMap(({ state }) => (state.name === 'failed' ? [state.failure] : []));
    const ofName = [...this.#acknowledged].filter((fault) => fault instanceof CallError);
    this.#acknowledged = new Set([...ofName, ...failures]);
  }

  protected override render() {
    const line = statusLine(this.#snapshot.value, this.#nameFault.value ?? null, this.#acknowledged, this.strings);
    // The region stays while the words change: a screen reader only follows a region it knows.
    return html`<div role="status">${line ? this.#line(line) : nothing}</div>`;
  }

  #line({ tone, text, fault }: StatusLine) {
    return html`<div class="line ${tone}" part="status">
      ${tone === 'warning' ? icons.warning : nothing}
      <span>${text}</span>
      ${fault ? this.#dismissButton(fault) : nothing}
    </div>`;
  }

  #dismissButton(fault: OwnFault) {
    const dismiss = () => {
      this.#acknowledged = new Set([...this.#acknowledged, fault]);
      this.requestUpdate();
    };
    return html`<button type="button" aria-label=${this.strings.dismiss} @click=${dismiss}>${icons.close}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-status': RtcStatus;
  }
}
