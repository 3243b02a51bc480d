import type { CallSnapshot } from '@rtc-call/client';
import type { ReactiveController, ReactiveElement } from 'lit';
import { snapshotContext } from './contexts.ts';
import { EMPTY_SNAPSHOT } from './empty-snapshot.ts';
import { ObservableController } from './observable-controller.ts';

/**
 * One fact of the call, as one element shows it. The host renders again only
 * when what the selector picks has changed (by `Object.is`; parts of a
 * snapshot that did not change keep their identity). The selector may read
 * the host's properties: it is asked again before each of the host's updates.
 */
export class SnapshotController<T> implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #select: (snapshot: CallSnapshot) => T;
  readonly #snapshot: ObservableController<CallSnapshot>;
  #value: T | undefined;

  constructor(host: ReactiveElement, select: (snapshot: CallSnapshot) => T) {
    this.#host = host;
    this.#select = select;
    this.#snapshot = new ObservableController(host, snapshotContext, (snapshot) => this.#take(snapshot));
    host.addController(this);
  }

  /** What the selector picks of the present snapshot; of an empty one outside any provider. */
  get value(): T {
    return this.#select(this.#snapshot.value ?? EMPTY_SNAPSHOT);
  }

  hostUpdate(): void {
    this.#value = this.value;
  }

  #take(snapshot: CallSnapshot): void {
    if (!Object.is(this.#select(snapshot), this.#value)) this.#host.requestUpdate();
  }
}
