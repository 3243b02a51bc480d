import type { CallPhase } from '@rtc-call/client';
import type { ReactiveController, ReactiveElement } from 'lit';

/** Where the focus goes when the phase changes: to the first thing to do there. */
const TARGETS: { readonly [P in CallPhase['name']]?: string } = {
  joining: 'rtc-lobby',
  joined: 'rtc-controls',
  left: 'rtc-left',
  failed: 'rtc-error',
};

/**
 * Keeps the focus from being lost when the element that had it goes away with
 * its phase. Only who was inside the host already is moved, and only when what
 * had the focus is gone; it is not taken from the rest of the page.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #phase: () => CallPhase['name'];
  #before: CallPhase['name'] | undefined;
  #moveTo: string | undefined;

  constructor(host: ReactiveElement, phase: () => CallPhase['name']) {
    this.#host = host;
    this.#phase = phase;
    host.addController(this);
  }

  /** Call it as long as the old phase is still to be seen. */
  hostUpdate(): void {
    const phase = this.#phase();
    const inside = phase !== this.#before && this.#host.matches(':focus-within');
    this.#moveTo = inside ? TARGETS[phase] : undefined;
    this.#before = phase;
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
