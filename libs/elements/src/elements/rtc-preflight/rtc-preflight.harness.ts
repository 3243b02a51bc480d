import type { PreflightReport } from '@rtc-call/client';
import { vi } from 'vitest';
import { registerElements } from '../../register-elements.ts';
import { FakePreflight } from '../../testing/preflights.ts';
import type { RtcPreflight } from './rtc-preflight.ts';
import { registerPanel, type RtcPreflightPanel } from './rtc-preflight-panel.ts';

registerElements();
registerPanel();

/** A preflight on the page with a fake behind it, and what a test does with both. */
export class PreflightHarness {
  readonly element: RtcPreflight;
  readonly preflight: FakePreflight;

  private constructor(element: RtcPreflight, preflight: FakePreflight) {
    this.element = element;
    this.preflight = preflight;
  }

  /** Puts one with these attributes on an otherwise empty page; it stands as the report says when it has begun. */
  static async mount(
    report: PreflightReport,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<PreflightHarness> {
    const preflight = new FakePreflight(report);
    const element = document.createElement('rtc-preflight');
    element.runPreflight = preflight.run;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.replaceChildren(element);
    const harness = new PreflightHarness(element, preflight);
    await harness.rendered();
    return harness;
  }

  /** When what is known is shown. */
  async rendered(): Promise<void> {
    const panel = await vi.waitUntil(() => this.element.renderRoot.querySelector('rtc-preflight-panel'));
    await panel.updateComplete;
  }

  get startButton(): HTMLButtonElement {
    return this.#find('[part=start]', HTMLButtonElement);
  }

  get copyButton(): HTMLButtonElement | null {
    return this.#panel.renderRoot.querySelector<HTMLButtonElement>('[part=copy]');
  }

  /** The text that is shown to be copied by hand; null where it is not. */
  get copySource(): HTMLTextAreaElement | null {
    return this.#panel.renderRoot.querySelector('textarea');
  }

  /** What a screen reader was told last. */
  get announcement(): string {
    return this.#find('[role=log] > :last-child', HTMLElement).textContent;
  }

  /** The sentence about all of it. */
  get verdict(): string {
    return this.#find('section > p', HTMLElement).textContent.trim();
  }

  /** Each row in words. */
  get rows(): readonly string[] {
    return [...this.#panel.renderRoot.querySelectorAll('li')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  }

  async press(button: HTMLButtonElement | null): Promise<void> {
    button?.click();
    await this.rendered();
  }

  async show(report: PreflightReport): Promise<void> {
    this.preflight.show(report);
    await this.rendered();
  }

  get #panel(): RtcPreflightPanel {
    const panel = this.element.renderRoot.querySelector('rtc-preflight-panel');
    if (panel === null) throw new Error('the rest of it is not loaded');
    return panel;
  }

  #find<E extends Element>(selector: string, type: new () => E): E {
    const found = this.#panel.renderRoot.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`there is no ${selector}`);
    return found;
  }
}
