import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Which slots the page has put something into. Line breaks between the tags
 * do not count for the default slot; a slot's own fallback would give way to
 * them. And a slot that is handed on to another element must not be there
 * while it is empty, or it takes the place of that one's fallback.
 */
export class SlottedController implements ReactiveController {
  readonly #host: ReactiveElement;
  #observer: MutationObserver | undefined;
  #filled: ReadonlySet<string> = new Set();

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether something is there for this slot; the default slot's name is empty. */
  has(slot: string): boolean {
    return this.#filled.has(slot);
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
    const filled = new Set([...this.#host.childNodes].flatMap(slotOf));
    if (filled.size === this.#filled.size && [...filled].every((slot) => this.#filled.has(slot))) return;
    this.#filled = filled;
    this.#host.requestUpdate();
  }
}

function slotOf(node: Node): readonly string[] {
  if (node instanceof Element) return [node.slot];
  return node instanceof Text && node.data.trim() !== '' ? [''] : [];
}
