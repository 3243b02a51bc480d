import { DISPLAY_NAME_LENGTH } from '@rtc-call/client';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { fieldStyles } from '../../look/field.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallElement } from '../call-element.ts';

/**
 * The name that the others are shown. Outside the room each key is told at
 * once, in it only the finished name. Enter joins.
 *
 * @tag rtc-name-field
 * @csspart label - The label.
 * @csspart input - The field.
 * @event {CallRequestEvent} rtc-request-set-display-name - This is the name from now on.
 * @event {CallRequestEvent} rtc-request-join - Enter was pressed outside the room.
 */
export class RtcNameField extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [tokens, fieldStyles];

  readonly #name = new SnapshotController(this, (snapshot) => snapshot.displayName);
  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase.name);

  protected override render() {
    return html`<label part="label" for="name">${this.strings.yourName}</label>
      <input
        id="name"
        part="input"
        type="text"
        dir="auto"
        autocomplete="name"
        maxlength=${DISPLAY_NAME_LENGTH}
        .value=${live(this.#name.value)}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKeydown}
      />`;
  }

  #onInput(event: InputEvent & { currentTarget: HTMLInputElement }): void {
    if (this.#phase.value !== 'joined') this.#tell(event.currentTarget);
  }

  #onChange(event: Event & { currentTarget: HTMLInputElement }): void {
    this.#tell(event.currentTarget);
  }

  #onKeydown(event: KeyboardEvent & { currentTarget: HTMLInputElement }): void {
    // While composing (Korean, Japanese, …) Enter finishes a syllable, not the field.
    if (event.key !== 'Enter' || event.isComposing) return;
    this.#tell(event.currentTarget);
    if (this.#phase.value === 'idle') this.request('join', undefined);
  }

  #tell(input: HTMLInputElement): void {
    if (input.value !== this.#name.value) this.request('set-display-name', input.value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-name-field': RtcNameField;
  }
}
