import { CallError, type PreflightReport, type runPreflight } from '@rtc-call/client';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { tokens } from '../../look/tokens.styles.ts';
import type { PreflightStrings } from '../../words/preflight-strings.ts';
import { CallElement } from '../call-element.ts';
import type { RtcPreflightPanel } from './rtc-preflight-panel.ts';

/**
 * Looks whether one can call from here: microphone, camera, call server, STUN,
 * and each way to a relay. It stands alone on a page, or inside `<rtc-call>`,
 * where it looks at the devices that the call holds already. All but this shell
 * is loaded when the element is first on the page.
 *
 * @tag rtc-preflight
 * @event {RtcPreflightFinishedEvent} rtc-preflight-finished - It is over, or was stopped; `result` says how it went.
 * @csspart preflight - The whole.
 * @csspart title - Its heading.
 * @csspart start - The button that begins and stops it.
 * @csspart copy - The button that copies the result.
 * @csspart row - Each thing that is looked at.
 */
export class RtcPreflight extends CallElement {
  static override readonly styles = [tokens];

  /** The call server. Default: that of the `<rtc-call>` around it, or else where the script was loaded from. */
  @property() server = '';

  /** When it begins: `auto`, when it is shown, or `manual`, by its button. Default `manual`, since it may ask for the devices. */
  @property() start: 'auto' | 'manual' = 'manual';

  /** Other words than the English ones, and than those of the `<rtc-call>` around it. */
  @property({ attribute: false }) words: Partial<PreflightStrings> = {};

  /** Does the work. Default: the client's `runPreflight`; a test of a page has another. */
  @property({ attribute: false }) runPreflight: typeof runPreflight | null = null;

  #panel: 'loading' | 'loaded' | 'missing' = 'loading';

  /** What came of it the last time; null before it is over. */
  get result(): PreflightReport | null {
    return this.#shown?.result ?? null;
  }

  /** The same in words, to be sent to somebody who can help; an empty string before that. */
  get text(): string {
    return this.#shown?.text ?? '';
  }

  /**
   * Begins, or begins anew, and resolves when it is over.
   * @throws {CallError} `invalid-argument` where the server cannot be one, or the element is not on the page; `internal`
   * where the rest of it cannot be loaded.
   */
  async run(): Promise<PreflightReport> {
    // An element is not updated before it is on the page, so there would be nothing to wait for.
    if (!this.isConnected) throw new CallError('invalid-argument', 'This <rtc-preflight> is not on the page.');
    await this.#load();
    await this.updateComplete;
    if (this.#shown === null) throw CallError.from(this.strings.preflightMissing);
    return this.#shown.run();
  }

  /** Stops it; what was not done is skipped. */
  stop(): void {
    this.#shown?.stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    if (this.#panel === 'missing') return this.strings.preflightMissing;
    if (this.#panel === 'loading') return nothing;
    return html`<rtc-preflight-panel
      exportparts="preflight, title, start, copy, row"
      .server=${this.server}
      .start=${this.start}
      .words=${this.words}
      .runPreflight=${this.runPreflight}
    ></rtc-preflight-panel>`;
  }

  get #shown(): RtcPreflightPanel | null {
    return this.renderRoot?.querySelector('rtc-preflight-panel') ?? null;
  }

  async #load(): Promise<void> {
    try {
      (await import('./rtc-preflight-panel.ts')).registerPanel();
      this.#panel = 'loaded';
    } catch {
      this.#panel = 'missing';
    }
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-preflight': RtcPreflight;
  }
}
