import {
  CallError,
  type CallEvent,
  READ_CHARACTERS,
  type ReadRecording,
  readRecording,
  writeRecording,
} from '@rtc-call/client';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { buttonStyles } from '../../look/button.styles.ts';
import { fieldStyles } from '../../look/field.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { goodText } from './good-text.styles.ts';
import { lanesOf } from './diagram/lanes.ts';
import { eventsOf, type Inspected, type InspectedCall } from './inspected.ts';
import { LiveInspection } from './live-inspection.ts';
import { viewStyles } from './rtc-inspector-view.styles.ts';
import { recordingName, saveFile } from './save-file.ts';
import { ENGLISH_INSPECTOR } from './words/english.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/** From so near to its end the diagram follows what happens, in pixels. */
const NEAR_END_PX = 24;

/**
 * What `<rtc-inspector>` shows once it is loaded: what is inspected, the diagram, the pairs and the graphs.
 *
 * @tag rtc-inspector-view
 */
export class RtcInspectorView extends LitElement {
  static override readonly styles = [tokens, goodText, buttonStyles, fieldStyles, viewStyles];

  /** The call to follow; null without one. */
  @property({ attribute: false }) call: InspectedCall | null = null;

  /** The text of a recording to show instead; null for none. */
  @property({ attribute: false }) recording: string | null = null;

  @property({ attribute: false }) strings: Partial<InspectorStrings> = {};

  @state() private read: ReadRecording | null = null;
  /** Why a file could not be opened, or not as a whole; null when nothing is wrong. */
  @state() private fault: string | null = null;
  @state() private redact = true;
  @state() private only: string | null = null;
  @query('.diagram') private readonly diagramBox!: HTMLElement;
  @query('input[type=file]') private readonly fileField!: HTMLInputElement;

  #live: LiveInspection | null = null;
  #happenings: readonly CallEvent[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('call');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recording')) this.#show(this.recording);
    this.#follow(this.isConnected ? this.call : null);
  }

  protected override update(changed: PropertyValues<this>): void {
    const box = this.hasUpdated ? this.diagramBox : null;
    const isAtEnd = box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    super.update(changed);
    if (box === null || !isAtEnd || this.#inspected.kind !== 'live') return;
    // The rows come a moment later, with the update of the element inside.
    void this.updateComplete.then(() => requestAnimationFrame(() => box.scrollTo({ top: box.scrollHeight })));
  }

  protected override render() {
    const words = this.#words;
    const inspected = this.#inspected;
    const events = eventsOf(inspected);
    const happenings = this.#happeningsAmong(events);
    const { only } = this;
    return html`<section aria-label=${words.title} @dragover=${this.#onDragOver} @drop=${this.#onDrop}>
      <header>
        <div class="about">
          <h2>${words.title}</h2>
          <p>${this.#about(inspected, events.length)}</p>
        </div>
        ${this.#actions(inspected)}
      </header>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${
        inspected.kind === 'nothing'
          ? html`<div class="nothing">
              <p>${words.nothing} ${words.dropHere}</p>
              ${this.#openButton('primary')}
            </div>`
          : html`<div class="parts">
              <div class="diagram">
                <rtc-inspector-diagram .events=${happenings} .only=${only} .words=${words}></rtc-inspector-diagram>
              </div>
              <div class="figures">
                <h3>${words.pairs}</h3>
                <rtc-inspector-pairs .events=${happenings} .only=${only} .words=${words}></rtc-inspector-pairs>
                <h3>${words.graphs}</h3>
                <rtc-inspector-graphs .events=${events} .only=${only} .words=${words}></rtc-inspector-graphs>
              </div>
            </div>`
      }
    </section>`;
  }

  get #words(): InspectorStrings {
    return { ...ENGLISH_INSPECTOR, ...this.strings };
  }

  /** The same list as long as nothing but samples came: what shows no samples is not drawn anew for each of them. */
  #happeningsAmong(events: readonly CallEvent[]): readonly CallEvent[] {
    const now = events.filter(({ type }) => type !== 'statistics');
    const isSame = now.length === this.#happenings.length && now.at(-1) === this.#happenings.at(-1);
    if (!isSame) this.#happenings = now;
    return this.#happenings;
  }

  get #inspected(): Inspected {
    if (this.read !== null) return { kind: 'recorded', read: this.read };
    return this.#live === null ? { kind: 'nothing' } : { kind: 'live', recording: this.#live.recording };
  }

  #about(inspected: Inspected, count: number) {
    const words = this.#words;
    switch (inspected.kind) {
      case 'nothing':
        return nothing;
      case 'live':
        return html`<span class="live">${words.live}</span> · ${words.events(count)}`;
      case 'recorded': {
        const { writtenAt, room, redacted, browser } = inspected.read.header;
        const facts = [
          words.recorded(new Date(writtenAt).toLocaleString()),
          room ?? '',
          words.events(count),
          redacted ? words.redacted : '',
        ];
        return html`<span title=${browser}>${facts.filter((fact) => fact !== '').join(' · ')}</span>`;
      }
    }
  }

  #actions(inspected: Inspected) {
    const words = this.#words;
    const mustRedact = inspected.kind === 'recorded' && inspected.read.header.redacted;
    return html`<div class="actions">
      ${this.#choice(inspected)}
      ${
        inspected.kind === 'nothing'
          ? nothing
          : html`<label class="check">
                <input
                  type="checkbox"
                  .checked=${this.redact || mustRedact}
                  ?disabled=${mustRedact}
                  @change=${(event: Event) => {
                    this.redact = event.target instanceof HTMLInputElement && event.target.checked;
                  }}
                />
                ${words.withoutNames}
              </label>
              <button type="button" @click=${() => this.#save(inspected)}>${words.save}</button>`
      }
      ${inspected.kind === 'nothing' ? nothing : this.#openButton('')}
      <input type="file" accept=".jsonl,.json,.txt" hidden @change=${this.#onFile} />
      ${
        inspected.kind === 'recorded' && this.call !== null
          ? html`<button type="button" @click=${() => this.#show(null)}>${words.backToCall}</button>`
          : nothing
      }
    </div>`;
  }

  #openButton(look: 'primary' | '') {
    return html`<button class=${look} type="button" @click=${() => this.fileField.click()}>${this.#words.open}</button>`;
  }

  /** Who is shown, where there is a choice. */
  #choice(inspected: Inspected) {
    const words = this.#words;
    const participants = lanesOf(eventsOf(inspected)).flatMap((lane) => (lane.kind === 'participant' ? [lane] : []));
    if (participants.length < 2) return nothing;
    return html`<select
      aria-label=${words.showOnly}
      @change=${(event: Event) => {
        this.only = event.target instanceof HTMLSelectElement ? event.target.value || null : null;
      }}
    >
      <option value="">${words.everybody}</option>
      ${participants.map(
        ({ participantId, name }) =>
          html`<option value=${participantId} ?selected=${participantId === this.only}>${name || words.guest}</option>`,
      )}
    </select>`;
  }

  #follow(call: InspectedCall | null): void {
    if (call === (this.#live?.call ?? null)) return;
    this.#live?.stop();
    this.#live = call === null ? null : new LiveInspection(call, () => this.requestUpdate());
  }

  /** Shows a recording, or the call again. One that is none leaves what was shown. */
  #show(text: string | null): void {
    this.fault = null;
    try {
      this.read = text === null ? null : readRecording(text);
      this.only = null;
      this.fault = this.read?.fault ?? null;
    } catch (thrown) {
      this.fault = CallError.from(thrown).message;
    }
  }

  async #save(inspected: Inspected): Promise<void> {
    const { redact } = this;
    const name = recordingName(new Date());
    if (inspected.kind === 'live') saveFile(name, await inspected.recording.text({ redact }));
    if (inspected.kind !== 'recorded') return;
    const { header, events } = inspected.read;
    // What was redacted once stays so, and says so.
    saveFile(name, writeRecording(header, events, { redact: redact || header.redacted }));
  }

  readonly #onFile = (): void => {
    const [file] = this.fileField.files ?? [];
    // So that the same file can be chosen again.
    if (file) void this.#open(file).finally(() => (this.fileField.value = ''));
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  readonly #onDrop = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.#open(file);
  };

  async #open(file: File): Promise<void> {
    // What is far too long is refused unread; its beginning tells what it is all the same.
    this.#show(await file.slice(0, READ_CHARACTERS + 1).text());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-view': RtcInspectorView;
  }
}
