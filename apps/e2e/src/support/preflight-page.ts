import type { Locator, Page } from 'playwright-core';

/** The check before a call, driven through what a person sees. */
export class PreflightPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get startButton(): Locator {
    return this.#page.getByRole('button', { name: /Start the check|Check again/ });
  }

  get stopButton(): Locator {
    return this.#page.getByRole('button', { name: 'Stop' });
  }

  get copyButton(): Locator {
    return this.#page.getByRole('button', { name: 'Copy the result' });
  }

  /** Begins it by its button, and waits until it is over. */
  async check(): Promise<void> {
    await this.startButton.click();
    await this.isOver();
  }

  async isOver(): Promise<void> {
    await this.copyButton.waitFor({ timeout: 60_000 });
  }

  /** All in a sentence. */
  verdict(): Promise<string> {
    return this.#page.locator('rtc-preflight .verdict').innerText();
  }

  /** How each thing stands, by its name. */
  async states(): Promise<Readonly<Record<string, string>>> {
    const rows = await this.#page.locator('rtc-preflight').getByRole('listitem').all();
    const pairs = rows.map(async (row) => [
      await row.getByRole('heading').innerText(),
      await row.locator('.state').innerText(),
    ]);
    return Object.fromEntries(await Promise.all(pairs));
  }

  /** All words of one thing, the operator's as well. */
  async words(name: string): Promise<string> {
    const heading = this.#page.getByRole('heading', { name });
    const row = this.#page.locator('rtc-preflight').getByRole('listitem').filter({ has: heading });
    return (await row.textContent())?.replace(/\s+/g, ' ') ?? '';
  }
}
