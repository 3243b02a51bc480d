import { ContextConsumer } from '@lit/context';
import { LitElement } from 'lit';
import { stringsContext } from '../context/contexts.ts';
import { CallRequestEvent, type CallRequests, type RequestName } from '../requests/call-request-event.ts';
import { ENGLISH, type Strings } from '../words/strings.ts';

/** What the small elements have in common: words, and a way to ask the call for something. */
export class CallElement extends LitElement {
  readonly #strings = new ContextConsumer(this, { context: stringsContext, subscribe: true });

  protected get strings(): Strings {
    return this.#strings.value ?? ENGLISH;
  }

  /** Asks the call around this element for something. What comes of it is told by the snapshot. */
  protected request<N extends RequestName>(request: N, detail: CallRequests[N]): void {
    this.dispatchEvent(new CallRequestEvent(request, detail));
  }
}
