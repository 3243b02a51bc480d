import { ContextConsumer } from '@lit/context';
import {
  CallError,
  type PreflightReport,
  type PreflightRun,
  type PreflightTracks,
  runPreflight,
  type SourceState,
} from '@rtc-call/client';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { serverContext } from '../../context/contexts.ts';
import { SnapshotController } from '../../context/snapshot-controller.ts';
import { RtcPreflightFinishedEvent } from '../../events/rtc-preflight-finished-event.ts';
import { buttonStyles } from '../../look/button.styles.ts';
import { tokens } from '../../look/tokens.styles.ts';
import { visuallyHidden } from '../../look/visually-hidden.styles.ts';
import { ENGLISH_PREFLIGHT } from '../../words/preflight-english.ts';
import type { PreflightStrings } from '../../words/preflight-strings.ts';
import { preflightAnnouncement, preflightText, preflightWords, type StepWords } from '../../words/preflight-words.ts';
import { CallElement } from '../call-element.ts';
import { RtcCall } from '../rtc-call/rtc-call.ts';
import { preflightRow } from './preflight-row.ts';
import { panelStyles } from './preflight-panel.styles.ts';

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR_MS = 2_000;

interface Running {
  readonly run: PreflightRun;
  readonly abort: AbortController;
}

/** What the copy button says: what it does, or how it went. */
type Copying = 'copy' | 'copied' | 'copyByHand';

/**
 * What `<rtc-preflight>` shows and does. It is loaded with its first use, and
 * only `<rtc-preflight>` uses it.
 *
 * @tag rtc-preflight-panel
 */
export class RtcPreflightPanel extends CallElement {
  static override readonly styles = [tokens, visuallyHidden, buttonStyles, panelStyles];

  /** See RtcPreflight. */
  @property({ attribute: false }) server = '';
  @property({ attribute: false }) start: 'auto' | 'manual' = 'manual';
  @property({ attribute: false }) words: Partial<PreflightStrings> = {};

  @property({ attribute: false }) runPreflight: typeof runPreflight | null = null;

  readonly #callServer = new ContextConsumer(this, { context: serverContext, subscribe: true });
  readonly #microphone = new SnapshotController(this, ({ microphone }) => microphone.state);
  readonly #camera = new SnapshotController(this, ({ camera }) => camera.state);
  #report: PreflightReport | null = null;
  #running: Running | null = null;
  #told: readonly StepWords[] = [];
  /** What was read out, one after the other: what is replaced at once may not be. */
  #announcements: readonly string[] = [];
  #copying: Copying = 'copy';
  #result: PreflightReport | null = null;
  /** Why it could not begin. */
  #fault: CallError | null = null;

  /** See RtcPreflight. */
  get result(): PreflightReport | null {
    return this.#result;
  }

  /** See RtcPreflight. */
  get text(): string {
    return this.#result === null ? '' : preflightText(this.#result, this.#table);
  }

  /** See RtcPreflight. */
  async run(): Promise<PreflightReport> {
    this.stop();
    const running = this.#begin();
    this.#running = running;
    this.#result = null;
    this.#told = [];
    this.#announcements = [];
    this.#copying = 'copy';
    this.#show(running.run.progress.value);
    running.run.progress.subscribe((report) => {
      if (this.#running === running) this.#show(report);
    });
    const result = await running.run.result;
    if (this.#running === running) {
      this.#running = null;
      this.#result = result;
      this.requestUpdate();
      this.dispatchEvent(new RtcPreflightFinishedEvent(result));
    }
    return result;
  }

  /** See RtcPreflight. */
  stop(): void {
    this.#running?.abort.abort();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.isConnected) this.stop();
    });
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated && this.start === 'auto') this.#tryToRun();
  }

  protected override render() {
    const strings = this.#table;
    return html`<section class="preflight" part="preflight" aria-labelledby="title">
      <h2 id="title" part="title">${strings.title}</h2>
      ${this.#lead(strings)}
      <div class="buttons">${this.#startButton(strings)} ${this.#copyButton(strings)}</div>
      ${this.#copying === 'copyByHand' ? this.#copySource(strings) : nothing}
      ${this.#rows(strings)}
      <div class="visually-hidden" role="log" aria-live="polite">
        ${this.#announcements.map((text) => html`<p>${text}</p>`)}
      </div>
    </section>`;
  }

  #lead(strings: PreflightStrings) {
    if (this.#fault !== null) return html`<p class="verdict" dir="auto">${this.#fault.message}</p>`;
    if (this.#report === null) return html`<p class="intro">${strings.intro}</p>`;
    return html`<p class="verdict" dir="auto">${strings.verdicts[this.#report.verdict]}</p>`;
  }

  /** One button for both, so that who has pressed it keeps the focus. */
  #startButton(strings: PreflightStrings) {
    const isRunning = this.#running !== null;
    const again = this.#report === null ? strings.start : strings.startAgain;
    return html`<button
      type="button"
      part="start"
      class=${isRunning ? 'stop' : 'primary'}
      @click=${() => (isRunning ? this.stop() : this.#tryToRun())}
    >
      ${isRunning ? strings.stop : again}
    </button>`;
  }

  #copyButton(strings: PreflightStrings) {
    if (this.#result === null) return nothing;
    return html`<button type="button" part="copy" class="copy" aria-live="polite" @click=${() => this.#copy()}>
      ${strings[this.#copying]}
    </button>`;
  }

  #copySource(strings: PreflightStrings) {
    return html`<textarea readonly aria-label=${strings.asText} dir="auto" .value=${this.text}></textarea>`;
  }

  #rows(strings: PreflightStrings) {
    if (this.#report === null) return nothing;
    return html`<ol>
      ${preflightWords(this.#report.steps, strings).map((words) => preflightRow(words, strings))}
    </ol>`;
  }

  get #table(): PreflightStrings {
    return { ...ENGLISH_PREFLIGHT, ...this.strings.preflight, ...this.words };
  }

  /** @throws {CallError} `invalid-argument` */
  #begin(): Running {
    const abort = new AbortController();
    const server = this.server || this.#callServer.value || RtcCall.defaultServer || location.origin;
    const tracks = tracksOf(this.#microphone.value, this.#camera.value);
    try {
      this.#fault = null;
      const run = (this.runPreflight ?? runPreflight)({ server, tracks, signal: abort.signal });
      return { run, abort };
    } catch (thrown) {
      this.#fault = CallError.from(thrown);
      this.#report = null;
      this.requestUpdate();
      throw this.#fault;
    }
  }

  /** What goes wrong is shown. */
  #tryToRun(): void {
    this.run().catch(() => {});
  }

  #show(report: PreflightReport): void {
    const strings = this.#table;
    const words = preflightWords(report.steps, strings);
    const isOver = report.verdict !== 'running';
    const told = [preflightAnnouncement(this.#told, words, strings), isOver ? strings.verdicts[report.verdict] : ''];
    const announcement = told.filter((text) => text !== '').join(' ');
    if (announcement !== '') this.#announcements = [...this.#announcements, announcement];
    this.#told = words;
    this.#report = report;
    this.requestUpdate();
  }

  async #copy(): Promise<void> {
    this.#copying = (await toClipboard(this.text)) ? 'copied' : 'copyByHand';
    this.requestUpdate();
    await this.updateComplete;
    if (this.#copying === 'copyByHand') this.renderRoot.querySelector('textarea')?.select();
    else setTimeout(() => this.#hasCopied(), SAID_FOR_MS);
  }

  #hasCopied(): void {
    if (this.#copying === 'copied') this.#copying = 'copy';
    this.requestUpdate();
  }
}

/** The devices that a call holds. */
function tracksOf(microphone: SourceState, camera: SourceState): PreflightTracks {
  return {
    ...('track' in microphone && { microphone: microphone.track }),
    ...('track' in camera && { camera: camera.track }),
  };
}

/** Whether the page could: it has no clipboard where it is not secure, and may not write to it without a click. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Registers it, once. */
export function registerPanel(): void {
  if (!customElements.get('rtc-preflight-panel')) customElements.define('rtc-preflight-panel', RtcPreflightPanel);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-preflight-panel': RtcPreflightPanel;
  }
}
