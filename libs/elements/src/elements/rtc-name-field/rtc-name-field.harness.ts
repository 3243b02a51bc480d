import { page, userEvent } from 'vitest/browser';

/** The field for one's name, as a person uses it. */
export class NameFieldHarness {
  get #field() {
    return page.getByRole('textbox', { name: 'Your name' });
  }

  get value(): string {
    const field = this.#field.element();
    return field instanceof HTMLInputElement ? field.value : '';
  }

  /** Replaces what is there, key by key. */
  async type(name: string): Promise<void> {
    await userEvent.clear(this.#field);
    await userEvent.type(this.#field, name);
  }

  async pressEnter(): Promise<void> {
    await userEvent.click(this.#field);
    await userEvent.keyboard('{Enter}');
  }
}
