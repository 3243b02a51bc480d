import { type Context, ContextConsumer } from '@lit/context';
import type { Observable } from '@rtc-call/client';
import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Follows an observable that a context provides, from the host's connection
 * to its disconnection, and tells each value: also the present one, at once.
 */
export class ObservableController<T> implements ReactiveController {
  readonly #consumer: ContextConsumer<Context<unknown, Observable<T>>, ReactiveElement>;
  readonly #tell: (value: T) => void;
  #following: Observable<T> | undefined;
  #end: (() => void) | undefined;

  constructor(host: ReactiveElement, context: Context<unknown, Observable<T>>, tell: (value: T) => void) {
    this.#tell = tell;
    this.#consumer = new ContextConsumer(host, {
      context,
      subscribe: true,
      callback: (observable) => this.#follow(observable),
    });
    host.addController(this);
  }

  /** The value now; undefined outside any provider. */
  get value(): T | undefined {
    return this.#consumer.value?.value;
  }

  hostConnected(): void {
    this.#follow(this.#consumer.value);
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(observable: Observable<T> | undefined): void {
    if (observable === this.#following) return;
    this.#end?.();
    this.#following = observable;
    this.#end = observable?.subscribe(this.#tell);
    if (observable) this.#tell(observable.value);
  }
}
