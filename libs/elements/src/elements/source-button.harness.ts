import { page, userEvent } from 'vitest/browser';

/** A microphone's or camera's switch, as a person uses it. */
export class SourceButtonHarness {
  readonly #kind: 'microphone' | 'camera';

  constructor(kind: 'microphone' | 'camera') {
    this.#kind = kind;
  }

  get #button() {
    return page.getByRole('button', { name: new RegExp(`^(turn )?${this.#kind} (on|off|is starting)$`, 'i') });
  }

  /** What a screen reader says it is. */
  get label(): string | null {
    return this.#button.element().getAttribute('aria-label');
  }

  /** What a screen reader adds: why there is no device. */
  get description(): string | null {
    return this.#button.element().getAttribute('aria-description');
  }

  /** Whether it is drawn as off. */
  get looksOff(): boolean {
    return this.#button.element().classList.contains('off');
  }

  /** The colours of the button and of the badge that says it has failed; null without one. */
  get faultBadge(): { readonly button: string; readonly badge: string; readonly ring: string } | null {
    const button = this.#button.element();
    const badge = button.querySelector('.fault');
    if (badge === null) return null;
    const { backgroundColor, boxShadow } = getComputedStyle(badge);
    return { button: getComputedStyle(button).backgroundColor, badge: backgroundColor, ring: boxShadow };
  }

  async press(): Promise<void> {
    // Forced, because one may also press a button that does nothing at the moment.
    await userEvent.click(this.#button, { force: true });
  }

  focus(): void {
    const button = this.#button.element();
    if (button instanceof HTMLElement) button.focus();
  }
}
