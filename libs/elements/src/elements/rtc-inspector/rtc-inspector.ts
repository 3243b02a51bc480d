import { ContextConsumer } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { inspectedCallContext } from '../../context/contexts.ts';
import { tokens } from '../../look/tokens.styles.ts';
import type { InspectedCall } from './inspected.ts';
import { LOADING, NOT_LOADED } from './words/loading-words.ts';
import type { InspectorStrings } from './words/inspector-strings.ts';

/**
 * What happens in a call, for whoever wants to know why it does not work: a
 * sequence diagram, the candidate pairs, and graphs. Inside `<rtc-call>` it
 * follows that call from its beginning; it can save a recording of it, and
 * show a recording that somebody else has saved.
 *
 * All but the frame of it is loaded when the first one is on a page.
 *
 * @tag rtc-inspector
 */
export class RtcInspector extends LitElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        min-inline-size: 0;
        overflow: hidden;
        background: var(--_surface);
        text-align: start;
      }

      p {
        margin: auto;
        padding: 24px;
        color: var(--_muted);
      }
    `,
  ];

  /** The call to inspect. Default: that of the `<rtc-call>` around it. */
  @property({ attribute: false }) call: InspectedCall | null = null;

  /** The text of a recording, to be shown instead of a call; null for none. What is wrong with it is said in words. */
  @property({ attribute: false }) recording: string | null = null;

  /** Other words than the English ones; what is left out stays English. */
  @property({ attribute: false }) strings: Partial<InspectorStrings> = {};

  @state() private loading: 'loading' | 'loaded' | 'failed' = 'loading';

  readonly #around = new ContextConsumer(this, { context: inspectedCallContext, subscribe: true });

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.loading !== 'loaded') void this.#load();
  }

  protected override render() {
    switch (this.loading) {
      case 'loading':
        return html`<p role="status">${this.strings.loading ?? LOADING}</p>`;
      case 'failed':
        return html`<p role="alert">${this.strings.notLoaded ?? NOT_LOADED}</p>`;
      case 'loaded':
        return html`<rtc-inspector-view
          .call=${this.call ?? this.#around.value ?? null}
          .recording=${this.recording}
          .strings=${this.strings}
        ></rtc-inspector-view>`;
    }
  }

  async #load(): Promise<void> {
    this.loading = 'loading';
    try {
      const { registerInspector } = await import('./register-inspector.ts');
      registerInspector();
      this.loading = 'loaded';
    } catch {
      this.loading = 'failed';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector': RtcInspector;
  }
}
