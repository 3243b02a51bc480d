import { writeRecording } from '@rtc-call/client';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { buttonStyles } from '../../look/button.styles.ts';
import { fieldStyles } from '../../look/field.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { lanesOf } from './diagram/lanes.ts';
import { goodText } from './good-text.styles.ts';
import type { Inspected, InspectedCall } from './inspected.ts';
import { type InspectedEvents, InspectionController } from './inspection-controller.ts';
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

  /** Whether names and addresses are left out of what is saved. */
  @state() private redact = true;
  /** Who is shown alone; null for everybody. */
  @state() private only: string | null = null;
  @query('.diagram') private readonly diagramBox!: HTMLElement | null;
  @query('input[type=file]') private readonly fileField!: HTMLInputElement;

  readonly #inspection = new InspectionController(this);
  #events: InspectedEvents = this.#inspection.events;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('call')) this.#inspection.follow(this.call);
    if (changed.has('recording')) this.#show(this.recording);
    // Once, since a long call has many.
    this.#events = this.#inspection.events;
  }

  protected override update(changed: PropertyValues<this>): void {
    const box = this.hasUpdated ? this.diagramBox : null;
    const isAtEnd = box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    super.update(changed);
    if (!isAtEnd || this.#inspection.inspected.kind !== 'live') return;
    // The rows come a moment later, with the update of the element inside.
    void this.updateComplete.then(() => requestAnimationFrame(() => box.scrollTo({ top: box.scrollHeight })));
  }

  protected override render() {
    const words = this.#words;
    const { inspected, fault } = this.#inspection;
    return html`<section aria-label=${words.title} @dragover=${this.#onDragOver} @drop=${this.#onDrop}>
      <header>
        <div class="about">
          <h2>${words.title}</h2>
          <p>${this.#about(inspected)}</p>
        </div>
        ${this.#actions(inspected)}
      </header>
      ${fault === null ? nothing : html`<p class="fault" role="alert">${words.fault(fault)}</p>`}
      ${inspected.kind === 'nothing' ? this.#invitation() : this.#parts()}
    </section>`;
  }

  #parts() {
    const words = this.#words;
    const { only } = this;
    const { all, happenings } = this.#events;
    return html`<div class="parts">
      <div class="diagram">
        <rtc-inspector-diagram .events=${happenings} .only=${only} .words=${words}></rtc-inspector-diagram>
      </div>
      <div class="figures">
        <h3>${words.pairs}</h3>
        <rtc-inspector-pairs .events=${happenings} .only=${only} .words=${words}></rtc-inspector-pairs>
        <h3>${words.graphs}</h3>
        <rtc-inspector-graphs .events=${all} .only=${only} .words=${words}></rtc-inspector-graphs>
      </div>
    </div>`;
  }

  #invitation() {
    return html`<div class="nothing">
      <p>${this.#words.nothing} ${this.#words.dropHere}</p>
      ${this.#openButton('primary')}
    </div>`;
  }

  #about(inspected: Inspected) {
    const words = this.#words;
    const count = words.events(this.#events.all.length);
    switch (inspected.kind) {
      case 'nothing':
        return nothing;
      case 'live':
        return html`<span class="live">${words.live}</span> · ${count}`;
      case 'recorded': {
        const { writtenAt, room, redacted, browser } = inspected.read.header;
        const when = words.recorded(new Date(writtenAt).toLocaleString(words.locale));
        const facts = [when, room ?? '', count, redacted ? words.redacted : ''];
        return html`<span title=${browser}>${facts.filter((fact) => fact !== '').join(' · ')}</span>`;
      }
    }
  }

  #actions(inspected: Inspected) {
    return html`<div class="actions">
      ${this.#choice()} ${inspected.kind === 'nothing' ? nothing : this.#saving(inspected)}
      ${inspected.kind === 'nothing' ? nothing : this.#openButton('')}
      <input type="file" accept=".jsonl,.json,.txt" hidden @change=${this.#onFile} />
      ${
        inspected.kind === 'recorded' && this.call !== null
          ? html`<button type="button" @click=${() => this.#show(null)}>${this.#words.backToCall}</button>`
          : nothing
      }
    </div>`;
  }

  #saving(inspected: Inspected) {
    const words = this.#words;
    // What was redacted once stays so, and says so.
    const mustRedact = inspected.kind === 'recorded' && inspected.read.header.redacted;
    const redact = this.redact || mustRedact;
    return html`<label class="check">
        <input
          type="checkbox"
          .checked=${redact}
          ?disabled=${mustRedact}
          @change=${(event: Event) => {
            this.redact = event.target instanceof HTMLInputElement && event.target.checked;
          }}
        />
        ${words.withoutNames}
      </label>
      <button type="button" @click=${() => save(inspected, redact)}>${words.save}</button>`;
  }

  #openButton(look: 'primary' | '') {
    return html`<button class=${look} type="button" @click=${() => this.fileField.click()}>${this.#words.open}</button>`;
  }

  /** Who is shown, where there is a choice. */
  #choice() {
    const words = this.#words;
    const lanes = lanesOf(this.#events.happenings);
    const participants = lanes.flatMap((lane) => (lane.kind === 'participant' ? [lane] : []));
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

  get #words(): InspectorStrings {
    return { ...ENGLISH_INSPECTOR, ...this.strings };
  }

  #show(text: string | null): void {
    this.only = null;
    this.#inspection.show(text);
  }

  #open(file: File): Promise<void> {
    this.only = null;
    return this.#inspection.open(file);
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
}

async function save(inspected: Inspected, redact: boolean): Promise<void> {
  const name = recordingName(new Date());
  if (inspected.kind === 'live') saveFile(name, await inspected.recording.text({ redact }));
  if (inspected.kind !== 'recorded') return;
  const { header, events } = inspected.read;
  saveFile(name, writeRecording(header, events, { redact }));
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-view': RtcInspectorView;
  }
}
