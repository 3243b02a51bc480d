import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { BoxSizeController } from '../../layout/box-size-controller.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { screenOf } from '../../screen/screen.ts';
import { CallElement } from '../call-element.ts';
import { lobbyStyles } from './rtc-lobby.styles.ts';

/**
 * Below these heights, in CSS pixels, the lobby is set more tightly: in one
 * column, and in two. Both are less than what it takes when it has the choice.
 */
const SHORT = { oneColumn: 540, twoColumns: 410 } as const;
/** From this width on there are two columns; the style sheet says the same. */
const TWO_COLUMNS = 640;

/**
 * What comes before a call: preview, devices, name, join. Shown only until the
 * room is entered. It asks for camera and microphone as soon as it is shown;
 * whoever declines can join without.
 *
 * @tag rtc-lobby
 * @slot title - Replaces the room's name.
 * @slot description - Replaces the line below it.
 * @csspart lobby - The whole.
 * @csspart form - Everything but the preview.
 * @event {CallRequestEvent} rtc-request-turn-on - Microphone and camera are asked for, unless `prompt` is `manual`.
 */
export class RtcLobby extends CallElement {
  static override readonly shadowRootOptions = { ...CallElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [tokens, lobbyStyles];

  /** When camera and microphone are asked for: `auto`, at once, or `manual`, by their switches. Default `auto`. */
  @property() prompt: 'auto' | 'manual' = 'auto';

  readonly #phase = new SnapshotController(this, (snapshot) => snapshot.phase);
  readonly #room = new SnapshotController(this, (snapshot) => snapshot.room);
  readonly #failing = new SnapshotController(this, ({ microphone, camera }) =>
    [microphone, camera].some(({ state }) => state.name === 'failed'),
  );
  readonly #box = new BoxSizeController(this);
  #promptedFor: string | null = null;
  #isChecking = false;

  /** While joining the rest has to wait; the focus goes to where one can give up. */
  override focus(options?: FocusOptions): void {
    const joinButton = this.#phase.value.name === 'joining' ? this.renderRoot.querySelector('rtc-join-button') : null;
    if (joinButton) joinButton.focus(options);
    else super.focus(options);
  }

  protected override render() {
    if (screenOf(this.#phase.value) !== 'lobby') return nothing;
    return html`<section class=${classMap({ lobby: true, short: this.#isShort, failing: this.#failing.value })} part="lobby">
      <rtc-preview></rtc-preview>
      <div class="form" part="form">
        <header>
          <slot name="title"><h2><bdi>${this.#room.value}</bdi></h2></slot>
          <slot name="description"><p class="advice">${this.strings.lobbyAdvice}</p></slot>
        </header>
        <rtc-name-field></rtc-name-field>
        <div class="devices">
          <div>
            <rtc-device-select kind="microphone"></rtc-device-select>
            <rtc-level></rtc-level>
          </div>
          <rtc-device-select kind="camera"></rtc-device-select>
        </div>
        ${this.#check()}
        <rtc-join-button class="join"></rtc-join-button>
      </div>
    </section>`;
  }

  /** What there is to see is made when it is opened, and loaded with the first. */
  #check() {
    return html`<details class="check" @toggle=${this.#onToggle}>
      <summary>${this.strings.checkBeforehand}</summary>
      ${this.#isChecking ? html`<rtc-preflight start="auto"></rtc-preflight>` : nothing}
    </details>`;
  }

  readonly #onToggle = (event: Event): void => {
    this.#isChecking = event.target instanceof HTMLDetailsElement && event.target.open;
    this.requestUpdate();
  };

  protected override updated(_changed: PropertyValues<this>): void {
    const room = this.#room.value;
    if (this.prompt !== 'auto' || this.#phase.value.name !== 'idle' || room === '' || room === this.#promptedFor)
      return;
    this.#promptedFor = room;
    this.request('turn-on', 'microphone');
    this.request('turn-on', 'camera');
  }

  get #isShort(): boolean {
    const { box } = this.#box;
    return box !== null && box.height < (box.width < TWO_COLUMNS ? SHORT.oneColumn : SHORT.twoColumns);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-lobby': RtcLobby;
  }
}
