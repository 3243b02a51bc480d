import type { SourceKind, SourceSnapshot } from '@rtc-call/client';
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
 * @csspart failure - Why the device is not to be had.
 * @event {CallRequestEvent} rtc-request-choose-device - This device is to be used from now on.
 */
export class RtcDeviceSelect extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    tokens,
    fieldStyles,
    css`
      p {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px;
        margin: 6px 0 0;
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
    const failure = source.state.name === 'failed' ? source.state.failure : null;
    return html`<label part="label" for="device">${this.strings.device[this.kind]}</label>
      <select
        id="device"
        part="select"
        ?disabled=${source.devices.length === 0}
        aria-describedby=${failure ? 'failure' : nothing}
        .value=${live(source.chosenDeviceId ?? '')}
        @change=${this.#onChange}
      >
        ${this.#options(source)}
      </select>
      ${failure ? html`<p id="failure" part="failure">${icons.warning}<span>${failure.message}</span></p>` : nothing}`;
  }

  #options(source: SourceSnapshot) {
    const nothingToChoose = source.devices.length === 0 && source.state.name === 'failed';
    return html`<option value="" ?selected=${source.chosenDeviceId === null}>
        ${nothingToChoose ? this.strings.noDevice : this.strings.defaultDevice[this.kind]}
      </option>
      ${source.devices.map(
        ({ deviceId, label }) =>
          html`<option value=${deviceId} ?selected=${deviceId === source.chosenDeviceId}>${label}</option>`,
      )}`;
  }

  #onChange(event: Event & { currentTarget: HTMLSelectElement }): void {
    this.request('choose-device', { kind: this.kind, deviceId: event.currentTarget.value || null });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-device-select': RtcDeviceSelect;
  }
}
