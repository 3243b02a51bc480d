import type { CallSnapshot } from '@rtc-call/client';
import { html } from 'lit';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { visuallyHidden } from '../../look/visually-hidden.styles.ts';
import { announcement } from '../../words/announcement.ts';
import { CallElement } from '../call-element.ts';

/**
 * Tells screen readers who joined and who left, politely. Nothing to see, and
 * outside the room nothing to read.
 * `<rtc-call>` has one of its own, also around a layout of the page's own.
 *
 * @tag rtc-announcer
 */
export class RtcAnnouncer extends CallElement {
  static override readonly styles = [visuallyHidden];

  readonly #snapshot = new SnapshotController(this, (snapshot) => snapshot);
  #before: CallSnapshot | null = null;
  #words = '';

  protected override willUpdate(): void {
    const now = this.#snapshot.value;
    // The last words stay until there are others: taken away at once, they may not be read out. Outside the room they
    // would be told of a room that one is not in.
    if (now.phase.name !== 'joined') this.#words = '';
    else if (this.#before) this.#words = announcement(this.#before, now, this.strings) || this.#words;
    this.#before = now;
  }

  protected override render() {
    return html`<div class="visually-hidden" role="log" aria-live="polite">${this.#words}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-announcer': RtcAnnouncer;
  }
}
