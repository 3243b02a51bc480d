import { ContextConsumer } from '@lit/context';
import { CallError } from '@rtc-call/client';
import { css, html, nothing, type TemplateResult } from 'lit';
import { nameFaultContext } from '../../context/contexts.ts';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { ReconnectionController } from '../../reconnection/reconnection-controller.ts';
import { screenOf } from '../../screen/screen.ts';
import { connectionLine, deviceFailures, faultLine, type OwnFault } from '../../words/status-lines.ts';
import { CallElement } from '../call-element.ts';

/**
 * What there is to say about the call, in words, at its top. One line about the
 * connections: that the server or somebody is not reached, or that nobody else
 * is there; it goes away by itself. And one about a fault of one's own device
 * or name, which can also be dismissed. What failed before joining was told in
 * the lobby, and is not told again.
 *
 * @tag rtc-status
 * @csspart status - Each line.
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
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }

      .warning {
        background: var(--_notice);
        color: var(--_on-notice);
        border-color: transparent;
      }

      .warning + .warning {
        padding-block-start: 0;
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
  readonly #reconnection = new ReconnectionController(this);
  #acknowledged: ReadonlySet<OwnFault> = new Set();

  protected override willUpdate(): void {
    const snapshot = this.#snapshot.value;
    if (screenOf(snapshot.phase) === 'call') return;
    const ofName = [...this.#acknowledged].filter((fault) => fault instanceof CallError);
    this.#acknowledged = new Set([...ofName, ...deviceFailures(snapshot)]);
  }

  protected override render() {
    const fault = faultLine(this.#snapshot.value, this.#nameFault.value ?? null, this.#acknowledged);
    const connection = connectionLine(this.#snapshot.value, this.#reconnection.state, this.strings);
    // The region stays while the words change: a screen reader only follows a region it knows. Not atomic, so that one
    // line is not read again because of the other.
    return html`<div role="status" aria-atomic="false">
      ${fault ? this.#line('warning', fault.text, this.#dismissButton(fault.fault)) : nothing}
      ${connection ? this.#line(connection.tone, connection.text) : nothing}
    </div>`;
  }

  #line(tone: 'info' | 'warning', text: string, button: TemplateResult | typeof nothing = nothing) {
    return html`<div class="line ${tone}" part="status">
      ${tone === 'warning' ? icons.warning : nothing}
      <span><bdi>${text}</bdi></span>
      ${button}
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
