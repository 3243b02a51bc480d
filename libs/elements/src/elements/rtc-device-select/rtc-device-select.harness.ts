import { page, userEvent } from 'vitest/browser';

/** The choice of a device, as a person uses it. */
export class DeviceSelectHarness {
  readonly #label: string;

  constructor(label: 'Microphone' | 'Camera') {
    this.#label = label;
  }

  get #select() {
    return page.getByRole('combobox', { name: this.#label });
  }

  /** Whether there is anything to choose from. */
  get offersChoice(): boolean {
    return this.#select.elements().length > 0;
  }

  get choices(): string[] {
    return [...this.#select.element().querySelectorAll('option')].map((option) => option.text);
  }

  get chosen(): string {
    const select = this.#select.element();
    return select instanceof HTMLSelectElement ? (select.selectedOptions[0]?.text ?? '') : '';
  }

  async choose(label: string): Promise<void> {
    await userEvent.selectOptions(this.#select, label);
  }
}
