import type { ReactiveController, ReactiveElement } from 'lit';
import type { Screen } from '../screen/screen.ts';

/** Where the focus goes when the screen changes: to the first thing to do there. */
const TARGETS: Readonly<Record<Screen, string>> = {
  lobby: 'rtc-lobby',
  call: 'rtc-controls',
  left: 'rtc-left',
  error: 'rtc-error',
};

/**
 * Keeps the focus from being lost when the element that had it goes away with
 * its screen. Only who was inside the host already is moved, and only when what
 * had the focus is gone; it is not taken from the rest of the page.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #screen: () => Screen;
  #before: Screen | undefined;
  #moveTo: string | undefined;

  constructor(host: ReactiveElement, screen: () => Screen) {
    this.#host = host;
    this.#screen = screen;
    host.addController(this);
  }

  /** Call it as long as the old screen is still to be seen. */
  hostUpdate(): void {
    const screen = this.#screen();
    const inside = screen !== this.#before && this.#host.matches(':focus-within');
    this.#moveTo = inside ? TARGETS[screen] : undefined;
    this.#before = screen;
  }

  hostUpdated(): void {
    if (this.#moveTo === undefined) return;
    const selector = this.#moveTo;
    const target = this.#host.renderRoot.querySelector(selector) ?? this.#host.querySelector(selector);
    this.#moveTo = undefined;
    if (target) void this.#focusWhenRendered(target);
  }

  async #focusWhenRendered(target: Element): Promise<void> {
    if ('updateComplete' in target) await target.updateComplete;
    if (target instanceof HTMLElement && !this.#host.matches(':focus-within')) target.focus();
  }
}
