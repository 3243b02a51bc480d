import type { CallEvent } from '@rtc-call/client';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { tokens } from '../../look/tokens.styles.ts';
import { visuallyHidden } from '../../look/visually-hidden.styles.ts';
import { drawingStyles } from './diagram-drawing.styles.ts';
import { goodText } from './good-text.styles.ts';
import type { Diagram, DiagramRow, Lane } from './diagram/diagram.ts';
import { layOutDiagram } from './diagram/lay-out-diagram.ts';
import { SERVER } from './diagram/lanes.ts';
import { rowAfterKey } from './diagram/row-keys.ts';
import { placeRow } from './diagram/row-place.ts';
import { shownRows } from './diagram/shown-rows.ts';
import { diagramStyles } from './rtc-inspector-diagram.styles.ts';
import { durationWords, sinceStartWords } from './words/durations.ts';
import { ENGLISH_INSPECTOR } from './words/english.ts';
import { eventWords } from './words/event-words.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/**
 * A call as a sequence diagram, which is a list at the same time: each row says
 * in words what is drawn beside it, and opens to show the event as a whole.
 * Part of `<rtc-inspector>`.
 *
 * @tag rtc-inspector-diagram
 */
export class RtcInspectorDiagram extends LitElement {
  static override readonly styles = [tokens, goodText, visuallyHidden, diagramStyles, drawingStyles];

  @property({ attribute: false }) events: readonly CallEvent[] = [];

  /** The id of the participant who is shown alone; null for everybody. */
  @property({ attribute: false }) only: string | null = null;

  @property({ attribute: false }) words: InspectorStrings = ENGLISH_INSPECTOR;

  /** The key of the row that had the focus last, to which Tab leads: from there it is the arrow keys, or nobody would get past. */
  @state() private current: string | null = null;

  /** The keys of the rows whose details are shown. */
  @state() private opened: ReadonlySet<string> = new Set();

  protected override render() {
    const diagram = layOutDiagram(this.events, this.only);
    const { first, leftOut, last } = shownRows(diagram.rows);
    const entry = [...first, ...last].find(({ key }) => key === this.current) ?? first[0];
    const draw = (row: DiagramRow) => this.#row(row, diagram, row === entry);
    return html`<div class="diagram" style=${styleMap({ '--_lanes': String(diagram.lanes.length) })}>
      <div class="heads" aria-hidden="true">
        <span class="unit">s</span>
        ${diagram.lanes.map((lane) => html`<span class="head" dir="auto">${this.#laneName(lane)}</span>`)}
      </div>
      <ol aria-label=${this.words.diagram} @keydown=${this.#onKeydown}>
        ${repeat(first, ({ key }) => key, draw)}
        ${leftOut > 0 ? html`<li class="left-out">${this.words.leftOut(leftOut)}</li>` : nothing}
        ${repeat(last, ({ key }) => key, draw)}
      </ol>
    </div>`;
  }

  #row(row: DiagramRow, { lanes }: Diagram, isEntry: boolean) {
    const { key, event, sinceStart, took, shape, tone } = row;
    const isOpen = this.opened.has(key);
    const { start, end, direction, anchor } = placeRow(shape, lanes.length);
    const nameAt = (index: number) => this.#laneName(lanes[index] ?? { kind: 'self' });
    const classes = { row: true, [tone]: true, [shape.kind]: true, [direction]: true, [anchor]: true };
    return html`<li class=${classMap(classes)} style=${styleMap({ '--_start': String(start), '--_end': String(end) })}>
      <button
        type="button"
        tabindex=${isEntry ? 0 : -1}
        aria-expanded=${isOpen}
        @focus=${() => {
          this.current = key;
        }}
        @click=${() => this.#toggle(key)}
      >
        <span class="time">${sinceStartWords(sinceStart)}</span>
        <span class="drawing">
          <span class="label">
            <span class="text">${eventWords(event, (id) => this.#nameOf(id, lanes), this.words)}</span>
            ${took === null ? nothing : html`<span class="took">${this.words.took(durationWords(took))}</span>`}
          </span>
          ${
            shape.kind === 'note'
              ? html`<span class="dot"></span>`
              : html`<span class="line"></span>
                  ${start < SERVER && end > SERVER && event.type === 'signal' ? html`<span class="hop"></span>` : nothing}`
          }
        </span>
        <span class="visually-hidden">
          ${shape.kind === 'note' ? nameAt(shape.lane) : this.words.fromTo(nameAt(shape.from), nameAt(shape.to))}
        </span>
      </button>
      ${isOpen ? this.#details(event) : nothing}
    </li>`;
  }

  /** Text and nothing else: what others have sent is never taken for markup. */
  #details(event: CallEvent) {
    const { rest, sdp } = splitDescription(event);
    return html`<div class="details">
      <p class="moment">${new Date(event.at).toLocaleString(this.words.locale)}</p>
      <pre tabindex="0" aria-label=${this.words.event}>${JSON.stringify(rest, null, 2)}</pre>
      ${sdp === null ? nothing : html`<pre class="sdp" tabindex="0" aria-label=${this.words.description}>${sdp}</pre>`}
    </div>`;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.row > button')];
    const from = buttons.findIndex((button) => button === event.target);
    const to = from === -1 ? null : rowAfterKey(event.key, from, buttons.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };

  #toggle(key: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(key)) opened.add(key);
    this.opened = opened;
  }

  #laneName(lane: Lane): string {
    return lane.kind === 'participant' ? lane.name || this.words.guest : this.words[lane.kind];
  }

  #nameOf(participantId: string, lanes: readonly Lane[]): string {
    const lane = lanes.find((each) => each.kind === 'participant' && each.participantId === participantId);
    return lane ? this.#laneName(lane) : this.words.guest;
  }
}

/** The description of a signal apart from the rest: it is a text of many lines, which JSON would make one of. */
function splitDescription(event: CallEvent): { rest: unknown; sdp: string | null } {
  if (event.type !== 'signal' || !('sdp' in event.content)) return { rest: event, sdp: null };
  const { sdp, ...content } = event.content;
  return { rest: { ...event, content }, sdp };
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-diagram': RtcInspectorDiagram;
  }
}
