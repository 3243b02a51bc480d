import type { ReactiveController, ReactiveElement } from 'lit';
import type { Box } from './grid-layout.ts';

/** How large the host's content box is. The host renders again, in the next frame, when that has changed. */
export class BoxSizeController implements ReactiveController {
  readonly #host: ReactiveElement;
  #observer: ResizeObserver | undefined;
  #frame = 0;
  #box: Box | null = null;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Null until it has been measured. */
  get box(): Box | null {
    return this.#box;
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver((entries) => {
      const last = entries.at(-1);
      if (last) this.#take({ width: Math.floor(last.contentRect.width), height: Math.floor(last.contentRect.height) });
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #take(box: Box): void {
    if (box.width === this.#box?.width && box.height === this.#box.height) return;
    const first = this.#box === null;
    this.#box = box;
    cancelAnimationFrame(this.#frame);
    if (first) this.#host.requestUpdate();
    // Changing sizes inside the observer's own round makes browsers report a resize loop.
    else this.#frame = requestAnimationFrame(() => this.#host.requestUpdate());
  }
}
