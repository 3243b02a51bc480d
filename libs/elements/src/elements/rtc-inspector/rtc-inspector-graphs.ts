import type { CallEvent } from '@rtc-call/client';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { css } from 'lit';
import { tokens } from '../../look/tokens.styles.ts';
import { lanesOf } from './diagram/lanes.ts';
import { GRAPHS, graphOf } from './graphs/graph-data.ts';
import { hueOf } from './graphs/line-colour.ts';
import type { ShownLine } from './rtc-inspector-graph.ts';
import { ENGLISH_INSPECTOR } from './words/english.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/**
 * Bitrate, loss, round trip and frame rate over time. Part of `<rtc-inspector>`.
 *
 * @tag rtc-inspector-graphs
 */
export class RtcInspectorGraphs extends LitElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        font-size: 13px;
      }

      .graphs {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
        gap: 20px 24px;
      }

      p {
        margin: 0;
        color: var(--_muted);
      }
    `,
  ];

  @property({ attribute: false }) events: readonly CallEvent[] = [];

  /** The id of the participant who is shown alone; null for everybody. */
  @property({ attribute: false }) only: string | null = null;

  @property({ attribute: false }) words: InspectorStrings = ENGLISH_INSPECTOR;

  protected override render() {
    if (!this.events.some(({ type }) => type === 'statistics')) return html`<p>${this.words.noGraphs}</p>`;
    // Of all, so that who is shown alone keeps its colour.
    const participants = lanesOf(this.events).flatMap((lane) => (lane.kind === 'participant' ? [lane] : []));
    return html`<div class="graphs">
      ${GRAPHS.map((name) => {
        const graph = graphOf(name, this.events, this.only);
        const lines = graph.lines.map((line): ShownLine => {
          const index = participants.findIndex(({ participantId }) => participantId === line.participantId);
          return { ...line, name: participants[index]?.name || this.words.guest, hue: hueOf(index) };
        });
        return html`<rtc-inspector-graph .graph=${graph} .lines=${lines} .words=${this.words}></rtc-inspector-graph>`;
      })}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-graphs': RtcInspectorGraphs;
  }
}
