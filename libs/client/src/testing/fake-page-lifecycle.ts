import type { PageLifecycle } from '../ports/page-lifecycle.ts';

type Listener = (persisted: boolean) => void;

/** A page that goes and comes back when it is told to. */
export class FakePageLifecycle implements PageLifecycle {
  readonly #hide = new Set<Listener>();
  readonly #show = new Set<Listener>();

  onHide(listener: Listener): () => void {
    this.#hide.add(listener);
    return () => this.#hide.delete(listener);
  }

  onShow(listener: Listener): () => void {
    this.#show.add(listener);
    return () => this.#show.delete(listener);
  }

  /** `persisted`: it goes into the back/forward cache. */
  hide(persisted = false): void {
    for (const listener of [...this.#hide]) listener(persisted);
  }

  show(persisted = true): void {
    for (const listener of [...this.#show]) listener(persisted);
  }
}
