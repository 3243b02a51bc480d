import { ContextProvider } from '@lit/context';
import { type Call, CallError, type CallSnapshot } from '@rtc-call/client';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import {
  inspectedCallContext,
  levelsContext,
  serverContext,
  snapshotContext,
  statisticsContext,
  stringsContext,
} from '../../context/contexts.ts';
import { phaseEvent } from '../../events/phase-event.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { CallOwner } from '../../provider/call-owner.ts';
import { FocusKeeper } from '../../provider/focus-keeper.ts';
import { NameFault } from '../../provider/name-fault.ts';
import { recallName, rememberName } from '../../provider/remembered-name.ts';
import { type RestorableSources, rememberSources, sourcesToRestore } from '../../provider/restorable-sources.ts';
import { shortcutRequest } from '../../provider/shortcuts.ts';
import { SlottedController } from '../../provider/slotted-controller.ts';
import { fulfil, requestNames } from '../../request-map.ts';
import { CallRequestEvent, requestType } from '../../requests/call-request-event.ts';
import { isReturning, screenOf } from '../../screen/screen.ts';
import { ENGLISH, type Strings } from '../../words/strings.ts';
import { callStyles } from './rtc-call.styles.ts';

/**
 * A whole call: lobby, people, controls, messages. It is also what gives the
 * small elements their call: put them inside, and lay them out yourself.
 *
 * A call made here is left when the element is removed, or when `room` or
 * `server` change; one that was set as `call` stays its maker's.
 *
 * @tag rtc-call
 * @attr phase - Where the call stands, for styles: the name of its CallPhase, or `returning` while it comes back after a
 * reload. Read it, do not write it.
 * @slot - Replaces the layout by one of small elements. Each shows itself when its time has come.
 * @slot lobby-title - Replaces the room's name in the lobby.
 * @slot lobby-description - Replaces the line below it.
 * @slot controls - More buttons, between the switches and leaving.
 * @slot controls-end - What stands after the buttons.
 * @event {RtcCallJoinedEvent} rtc-call-joined - The room was entered.
 * @event {RtcCallLeftEvent} rtc-call-left - The room was left, on request.
 * @event {RtcCallErrorEvent} rtc-call-error - There is no call, or no longer; `error` says why.
 * @csspart call - Around everything.
 * @csspart lobby - The lobby.
 * @csspart grid - Around the tiles.
 * @csspart tile - Each tile.
 * @csspart video - The picture in a tile.
 * @csspart avatar - The initials, where there is no picture.
 * @csspart name-plate - Name and microphone in a tile.
 * @csspart returning - Room and words on the way back after a reload.
 * @csspart controls - The row of buttons.
 * @csspart status - Each line at the top.
 * @csspart message - An error, or that the call was left.
 * @cssproperty --rtc-surface - The background.
 * @cssproperty --rtc-raised - What stands out from it: buttons.
 * @cssproperty --rtc-stage - The background behind the tiles.
 * @cssproperty --rtc-field - The background of fields.
 * @cssproperty --rtc-text - Text.
 * @cssproperty --rtc-muted - Text of less weight.
 * @cssproperty --rtc-line - Lines that only divide.
 * @cssproperty --rtc-edge - The edges of fields.
 * @cssproperty --rtc-accent - The one accent: joining, focus.
 * @cssproperty --rtc-on-accent - Text on the accent.
 * @cssproperty --rtc-danger - Leaving, and what is off.
 * @cssproperty --rtc-on-danger - Text on that.
 * @cssproperty --rtc-speaking - Who speaks.
 * @cssproperty --rtc-notice - The background of a notice.
 * @cssproperty --rtc-on-notice - Text on that.
 * @cssproperty --rtc-radius - How round the whole is. Default 18px.
 * @cssproperty --rtc-radius-tile - How round tiles are. Default 14px.
 * @cssproperty --rtc-radius-control - How round buttons are. Default 12px.
 * @cssproperty --rtc-font - The font family. Default the system's.
 */
export class RtcCall extends LitElement {
  static override readonly styles = [tokens, callStyles];

  /** The server of elements that name none. Registration sets it to the origin of the script; otherwise it is the page's. */
  static defaultServer = '';

  /** The server's origin, as `https://calls.example.org`. Default: where the script was loaded from. */
  @property() server = '';

  /** The room's name. There is no call without one. */
  @property() room = '';

  /**
   * The name that the others are shown. Default: the one given the last time in this browser.
   * One that is too long is told in words, and in mid-call the one before it stays.
   */
  @property() name = '';

  /** When camera and microphone are asked for: `auto`, when the lobby is shown, or `manual`, by their switches. Default `auto`. */
  @property() prompt: 'auto' | 'manual' = 'auto';

  /**
   * What happens after a reload in mid-call: `auto`, the call is taken up again at once, with what was on, or `manual`,
   * there is the lobby as ever. Read when the call is made. Default `auto`.
   */
  @property() rejoin: 'auto' | 'manual' = 'auto';

  /** A call of your own making. It stays yours: leave and dispose of it yourself. */
  @property({ attribute: false }) call: Call | null = null;

  /** Other words than the English ones; what is left out stays English. */
  @property({ attribute: false }) strings: Partial<Strings> = {};

  readonly #owner = new CallOwner();
  readonly #slotted = new SlottedController(this);
  readonly #words = new ContextProvider(this, { context: stringsContext, initialValue: ENGLISH });
  readonly #callServer = new ContextProvider(this, { context: serverContext, initialValue: '' });
  readonly #inspected = new ContextProvider(this, { context: inspectedCallContext, initialValue: null });
  readonly #nameFault = new NameFault(this);
  #shown: CallSnapshot = this.#owner.snapshot.value;
  #restorable: RestorableSources = [];
  #isStale = true;
  #endFollowing: (() => void) | undefined;

  constructor() {
    super();
    new ContextProvider(this, { context: snapshotContext, initialValue: this.#owner.snapshot });
    new ContextProvider(this, { context: levelsContext, initialValue: this.#owner.levels });
    new ContextProvider(this, { context: statisticsContext, initialValue: this.#owner.statistics });
    new FocusKeeper(this, () => screenOf(this.snapshot.phase));
    for (const name of requestNames) this.addEventListener(requestType(name), this.#onRequest);
    this.addEventListener('keydown', this.#onKeydown);
  }

  /** The whole call at this moment. */
  get snapshot(): CallSnapshot {
    return this.#owner.snapshot.value;
  }

  /**
   * Enters the room, with what is on.
   * @throws {CallError} also told by `rtc-call-error`; `invalid-argument` while the element is not on the page.
   */
  async join(): Promise<void> {
    // An element is not updated before it is on the page, so there would be nothing to wait for.
    if (!this.isConnected) throw new CallError('invalid-argument', this.#words.value.notOnPage);
    await this.updateComplete;
    await this.#fulfil(new CallRequestEvent('join', undefined));
  }

  /** Leaves the room. */
  async leave(): Promise<void> {
    if (this.#owner.call) await this.#fulfil(new CallRequestEvent('leave', undefined));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endFollowing ??= this.#owner.snapshot.subscribe((snapshot) => this.#onSnapshot(snapshot));
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is back before the microtask runs, and its call goes on.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#endFollowing?.();
      this.#endFollowing = undefined;
      this.#owner.release();
      this.#inspected.setValue(null);
      this.#shown = this.snapshot;
      this.#isStale = true;
    });
  }

  protected override updated(): void {
    // For styles, ours and the page's: which of the elements inside have their turn.
    const { phase } = this.snapshot;
    this.setAttribute('phase', isReturning(phase) ? 'returning' : phase.name);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('strings')) this.#words.setValue({ ...ENGLISH, ...this.strings });
    this.#callServer.setValue(this.server);
    if (!this.isConnected) return;
    const isAnother = this.#isStale || changed.has('call') || changed.has('room') || changed.has('server');
    // Where there is no call, the name may be what was wrong.
    if (isAnother || (changed.has('name') && this.#owner.call === null)) this.#obtainCall();
    else if (changed.has('name')) this.#tellName();
    this.#inspected.setValue(this.#owner.call);
  }

  protected override render() {
    if (this.#slotted.has('')) return html`<slot></slot><rtc-announcer></rtc-announcer>`;
    return html`<div class="call" part="call">
      <rtc-status exportparts="status"></rtc-status>
      ${this.#screen()}
      <rtc-announcer></rtc-announcer>
    </div>`;
  }

  #screen() {
    switch (screenOf(this.snapshot.phase)) {
      case 'lobby':
        // Another call has a lobby of its own, which asks for the devices anew.
        return keyed(
          this.#owner.call,
          html`<rtc-lobby exportparts="lobby" prompt=${this.prompt}>
            ${this.#handOn('lobby-title', 'title')} ${this.#handOn('lobby-description', 'description')}
          </rtc-lobby>`,
        );
      case 'call':
        return html`<rtc-grid exportparts="grid, tile, video, avatar, name-plate, returning"></rtc-grid>
          <rtc-controls exportparts="controls">
            ${this.#handOn('controls', '')} ${this.#handOn('controls-end', 'end')}
          </rtc-controls>`;
      case 'left':
        return html`<rtc-left exportparts="message"></rtc-left>`;
      case 'error':
        return html`<rtc-error exportparts="message"></rtc-error>`;
    }
  }

  /** Passes what the page has put into a slot of ours on to a slot of an element inside. */
  #handOn(from: string, to: string) {
    return this.#slotted.has(from) ? html`<slot name=${from} slot=${to}></slot>` : nothing;
  }

  #obtainCall(): void {
    this.#isStale = false;
    this.#restorable = [];
    this.#nameFault.clear();
    if (this.call) {
      this.#owner.adopt(this.call);
      return;
    }
    const settings = {
      server: this.server || RtcCall.defaultServer || location.origin,
      room: this.room,
      displayName: this.name || recallName(),
      rejoinOnReload: this.rejoin !== 'manual',
    };
    if (this.room) this.#owner.make(settings);
    else this.#owner.fail(settings, new CallError('invalid-argument', this.#words.value.missingRoom));
  }

  /** Lit gives null for an attribute that was removed: no name then. */
  #tellName(): void {
    this.#fulfil(new CallRequestEvent('set-display-name', this.name || '')).catch(() => {});
  }

  #onSnapshot(snapshot: CallSnapshot): void {
    const before = this.#shown;
    this.#shown = snapshot;
    this.#restorable = rememberSources(this.#restorable, snapshot);
    if (before.phase !== snapshot.phase) this.requestUpdate();
    const event = phaseEvent(before, snapshot);
    if (event) this.dispatchEvent(event);
  }

  readonly #onRequest = (event: Event): void => {
    if (!(event instanceof CallRequestEvent)) return;
    // The innermost call answers. Whoever listens further out hears it first in the capture phase, and can prevent it.
    event.stopPropagation();
    if (event.defaultPrevented) return;
    // What fails is told by the snapshot, or as the name's fault.
    this.#fulfil(event).catch(() => {});
  };

  async #fulfil(event: CallRequestEvent): Promise<void> {
    const { call } = this.#owner;
    const { phase, displayName } = this.snapshot;
    if (!call) {
      throw phase.name === 'failed' ? phase.error : new CallError('invalid-argument', this.#words.value.notOnPage);
    }
    if (event.request === 'join') {
      rememberName(displayName);
      for (const kind of sourcesToRestore(this.#restorable, this.snapshot)) void call.turnOn(kind);
    }
    if (event.request === 'set-display-name') await this.#nameFault.watch(fulfil(call, event));
    else await fulfil(call, event);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const request = shortcutRequest(event, this.snapshot);
    if (request) this.#onRequest(request);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
