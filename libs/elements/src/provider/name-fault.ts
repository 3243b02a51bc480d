import { ContextProvider } from '@lit/context';
import { CallError } from '@rtc-call/client';
import type { ReactiveElement } from 'lit';
import { nameFaultContext } from '../context/contexts.ts';

/** Tells the elements inside the host what is wrong with the name given last. The snapshot cannot: it keeps the old name. */
export class NameFault {
  readonly #provider: ContextProvider<typeof nameFaultContext>;

  constructor(host: ReactiveElement) {
    this.#provider = new ContextProvider(host, { context: nameFaultContext, initialValue: null });
  }

  /** There is nothing wrong, or no longer. */
  clear(): void {
    this.#provider.setValue(null);
  }

  /** Tells how it went to give a name. Rejects as `naming` does. */
  async watch(naming: Promise<void>): Promise<void> {
    try {
      await naming;
      this.clear();
    } catch (thrown) {
      const error = CallError.from(thrown);
      this.#provider.setValue(error);
      throw error;
    }
  }
}
