import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Whether the page has put a layout of its own into the host: any element or
 * text for the default slot. Line breaks between the tags are none; a slot's
 * own fallback would take them for one.
 */
export class OwnLayoutController implements ReactiveController {
  readonly #host: ReactiveElement;
  #observer: MutationObserver | undefined;
  #present = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  get present(): boolean {
    return this.#present;
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#look());
    this.#observer.observe(this.#host, { childList: true });
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #look(): void {
    const present = [...this.#host.childNodes].some(isForDefaultSlot);
    if (present === this.#present) return;
    this.#present = present;
    this.#host.requestUpdate();
  }
}

function isForDefaultSlot(node: Node): boolean {
  if (node instanceof Element) return node.slot === '';
  return node instanceof Text && node.data.trim() !== '';
}
