type Listener = (event: never) => unknown;

interface Registration {
  readonly listener: Listener;
  readonly signal: AbortSignal | undefined;
}

/** As much of an EventTarget as is used of peer connections, and much quicker: a simulation tells millions of events. */
export class LightEventTarget {
  readonly #registrations = new Map<string, Registration[]>();

  addEventListener(type: string, listener: Listener, { signal }: { readonly signal?: AbortSignal } = {}): void {
    const registered = this.#registrations.get(type) ?? [];
    this.#registrations.set(type, [...registered, { listener, signal }]);
  }

  removeEventListener(type: string, listener: Listener): void {
    const registered = this.#registrations.get(type) ?? [];
    this.#registrations.set(
      type,
      registered.filter((each) => each.listener !== listener),
    );
  }

  dispatchEvent(event: { readonly type: string }): void {
    for (const { listener, signal } of this.#registrations.get(event.type) ?? []) {
      if (signal?.aborted !== true) listener(event as never);
    }
  }
}
