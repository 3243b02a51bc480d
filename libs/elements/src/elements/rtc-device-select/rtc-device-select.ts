import type { SourceFailure, SourceKind, SourceSnapshot } from '@rtc-call/client';
import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { fieldStyles } from '../../look/field.styles.ts';
import { icons } from '../../look/icons.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * Which microphone or camera is used, and in words why there is none.
 *
 * @tag rtc-device-select
 * @csspart label - The label.
 * @csspart select - The choice.
 * @csspart failure - Why the device is not to be had, or could not be changed.
 * @event {CallRequestEvent} rtc-request-choose-device - This device is to be used from now on.
 */
export class RtcDeviceSelect extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    fieldStyles,
    css`
      .choice {
        position: relative;
      }

      select {
        appearance: none;
        padding-inline-end: 36px;
      }

      .choice svg {
        position: absolute;
        inset-block-start: 14px;
        inset-inline-end: 12px;
        block-size: 16px;
        color: var(--_muted);
        pointer-events: none;
      }

      p {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px;
        margin: 4px 0 0;
        color: var(--_danger);
        font-size: 13px;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      svg {
        inline-size: 16px;
        block-size: 18px;
      }
    `,
  ];

  /** `microphone` or `camera`. */
  @property() kind: SourceKind = 'microphone';

  readonly #source = new SnapshotController(this, (snapshot) => snapshot[this.kind]);

  protected override render() {
    const source = this.#source.value;
    const failure = failureOf(source);
    const words = failure && html`<p id="failure" part="failure">${icons.warning}<span>${failure.message}</span></p>`;
    const label = this.strings.device[this.kind];
    // Without any device there is nothing to choose, only something to say.
    if (failure && source.devices.length === 0) return html`<div class="label" part="label">${label}</div>${words}`;
    return html`<label part="label" for="device">${label}</label>${this.#choice(source)}${words ?? nothing}`;
  }

  #choice(source: SourceSnapshot) {
    const { devices, chosenDeviceId } = source;
    return html`<div class="choice">
      <select
        id="device"
        part="select"
        ?disabled=${devices.length === 0}
        aria-describedby=${failureOf(source) ? 'failure' : nothing}
        .value=${live(chosenDeviceId ?? '')}
        @change=${this.#onChange}
      >
        <option value="" ?selected=${chosenDeviceId === null}>${this.strings.defaultDevice[this.kind]}</option>
        ${devices.map(
          ({ deviceId, label }) =>
            html`<option value=${deviceId} ?selected=${deviceId === chosenDeviceId}>${label}</option>`,
        )}
      </select>
      ${icons.chevron}
    </div>`;
  }

  #onChange(event: Event & { currentTarget: HTMLSelectElement }): void {
    this.request('choose-device', { kind: this.kind, deviceId: event.currentTarget.value || null });
  }
}

/** Why there is no device, or why the last change of device did not work. */
function failureOf({ state, changeFailure }: SourceSnapshot): SourceFailure | null {
  return state.name === 'failed' ? state.failure : (changeFailure ?? null);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-device-select': RtcDeviceSelect;
  }
}
