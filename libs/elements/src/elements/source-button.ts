import type { SourceKind, SourceState } from '@rtc-call/client';
import { css, html, nothing, type TemplateResult } from 'lit';
import { SnapshotController } from '../context/snapshot-controller.ts';
import { buttonStyles } from '../look/button.styles.ts';
import { tokens } from '../look/tokens.styles.ts';
import { CallElement } from './call-element.ts';

/** What a source's button shows beside its state. */
interface SourceIcons {
  readonly on: TemplateResult;
  readonly off: TemplateResult;
}

/**
 * The switch of one source. Off, it looks off in three ways: icon, colour and
 * label. The label says what pressing does and changes with the state, so
 * there is no `aria-pressed`: both together would say it twice, in opposite
 * senses. After a failure, pressing it tries again.
 */
export abstract class SourceButton extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    buttonStyles,
    css`
      :host {
        display: inline-block;
      }

      .starting svg {
        opacity: 0.55;
      }

      .fault {
        position: absolute;
        inset-block-start: -4px;
        inset-inline-end: -4px;
        inline-size: 18px;
        block-size: 18px;
        border-radius: 50%;
        background: var(--rtc-control-fault, var(--_danger));
        color: var(--rtc-control-fault-text, var(--_on-danger));
        /* A ring in the colour of what is behind: the button can be as red as the badge. */
        box-shadow: 0 0 0 2px var(--rtc-control-ring, var(--_surface));
        font: 700 12px / 18px var(--_font);
        text-align: center;
      }

      @media (forced-colors: active) {
        .fault {
          border: 1px solid CanvasText;
          line-height: 16px;
        }
      }
    `,
  ];

  protected abstract readonly kind: SourceKind;
  protected abstract readonly icons: SourceIcons;
  /** The key that does the same within `<rtc-call>`. */
  protected abstract readonly key: string;

  readonly #state = new SnapshotController(this, (snapshot) => snapshot[this.kind].state);

  protected override render(): TemplateResult {
    const state = this.#state.value;
    const on = isOn(state);
    const label = this.#label(state);
    return html`<button
      type="button"
      part="button"
      class=${on ? state.name : 'off'}
      aria-label=${label}
      aria-description=${state.name === 'failed' ? state.failure.message : nothing}
      aria-disabled=${state.name === 'starting' ? 'true' : nothing}
      aria-keyshortcuts=${this.key}
      @click=${this.toggle}
    >
      ${on ? this.icons.on : this.icons.off}
      ${state.name === 'failed' ? html`<span class="fault" aria-hidden="true">!</span>` : nothing}
      <span class="tooltip" aria-hidden="true">${label}</span>
    </button>`;
  }

  /** Asks for the other state; while the device is starting, for nothing. */
  readonly toggle = (): void => {
    const state = this.#state.value;
    if (state.name === 'starting') return;
    this.request(state.name === 'live' ? 'turn-off' : 'turn-on', this.kind);
  };

  #label(state: SourceState): string {
    if (state.name === 'starting') return this.strings.starting[this.kind];
    return (state.name === 'live' ? this.strings.turnOff : this.strings.turnOn)[this.kind];
  }
}

function isOn(state: SourceState): boolean {
  return state.name === 'live' || state.name === 'starting';
}
