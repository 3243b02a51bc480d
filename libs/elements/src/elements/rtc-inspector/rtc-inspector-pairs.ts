import type { CallEvent, CandidatePair } from '@rtc-call/client';
import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { tokens } from '../../look/tokens.styles.ts';
import { goodText } from './good-text.styles.ts';
import { lanesOf } from './diagram/lanes.ts';
import { type LatestPair, latestPairs } from './pairs/latest-pairs.ts';
import { pairsStyles } from './rtc-inspector-pairs.styles.ts';
import { durationWords } from './words/durations.ts';
import { ENGLISH_INSPECTOR } from './words/english.ts';
import { endWords } from './words/event-words.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/**
 * The candidate pairs of the links as a table, those in use first. Part of `<rtc-inspector>`.
 *
 * @tag rtc-inspector-pairs
 */
export class RtcInspectorPairs extends LitElement {
  static override readonly styles = [tokens, goodText, pairsStyles];

  @property({ attribute: false }) events: readonly CallEvent[] = [];

  /** The id of the participant who is shown alone; null for everybody. */
  @property({ attribute: false }) only: string | null = null;

  @property({ attribute: false }) words: InspectorStrings = ENGLISH_INSPECTOR;

  protected override render() {
    const { words } = this;
    const pairs = latestPairs(this.events).filter(
      ({ participantId }) => this.only === null || participantId === this.only,
    );
    if (pairs.length === 0) return html`<p>${words.noPairs}</p>`;
    const names = new Map(
      lanesOf(this.events).flatMap((lane) => (lane.kind === 'participant' ? [[lane.participantId, lane.name]] : [])),
    );
    return html`<div class="scroll" role="region" aria-label=${words.pairs} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.pairWith}</th>
            <th scope="col">${words.localEnd}</th>
            <th scope="col">${words.remoteEnd}</th>
            <th scope="col">${words.pairState}</th>
            <th scope="col">${words.roundTrip}</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.map((each) => this.#row(each, names.get(each.participantId) || words.guest))}
        </tbody>
      </table>
    </div>`;
  }

  #row({ pair, generation }: LatestPair, name: string) {
    const { words } = this;
    const { selected, state, local, remote, roundTripMs } = pair;
    return html`<tr class=${selected ? 'selected' : state}>
      <th scope="row">
        <bdi>${name}</bdi>
        ${generation > 1 ? html`<small>${words.link(generation)}</small>` : nothing}
      </th>
      <td>${this.#end(local)}</td>
      <td>${this.#end(remote)}</td>
      <td class="state">${selected ? words.inUse : words.pairStates[state]}</td>
      <td class="number"><bdi>${roundTripMs === null ? words.unknown : durationWords(roundTripMs)}</bdi></td>
    </tr>`;
  }

  #end(end: CandidatePair['local']) {
    const address = end.address ?? this.words.hidden;
    return html`${endWords(end, this.words)}<small>${address}${end.port === null ? nothing : `:${end.port}`}</small>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector-pairs': RtcInspectorPairs;
  }
}
