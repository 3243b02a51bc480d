import type { RtcTile } from './rtc-tile.ts';

/** One person's tile, as a person sees it. */
export class TileHarness {
  readonly #tile: RtcTile;

  constructor(tile: RtcTile) {
    this.#tile = tile;
  }

  get name(): string {
    return this.#text('.name');
  }

  get initials(): string {
    return this.#text('.avatar');
  }

  /** What is said of the connection; empty when it is well. */
  get linkStatus(): string {
    return this.#text('.link');
  }

  /** What is said of how good the connection is; empty when it is good. */
  get quality(): string {
    const caption = this.#part('rtc-quality')?.shadowRoot?.querySelector('.caption');
    return caption?.getAttribute('aria-label') ?? '';
  }

  get showsMuted(): boolean {
    return this.#text('.muted') === 'Microphone off';
  }

  get showsSpeaking(): boolean {
    return this.#part('.tile')?.classList.contains('speaking') ?? false;
  }

  get showsPicture(): boolean {
    return getComputedStyle(this.video).visibility === 'visible';
  }

  /** Whether picture and initials are dimmed; true only when the motion to it is over. */
  get isDimmed(): boolean {
    const seen = [this.video, this.#part('.avatar')].filter((part) => part !== null);
    return seen.every((part) => Number(getComputedStyle(part).opacity) <= 0.5);
  }

  get background(): string {
    return getComputedStyle(this.#part('.tile') ?? this.#tile).backgroundImage;
  }

  get box(): DOMRect {
    return this.#tile.getBoundingClientRect();
  }

  get video(): HTMLVideoElement {
    const video = this.#tile.renderRoot.querySelector('video');
    if (!video) throw new Error('the tile shows nobody');
    return video;
  }

  get #root() {
    return this.#tile.renderRoot;
  }

  #part(selector: string): Element | null {
    return this.#root.querySelector(selector);
  }

  #text(selector: string): string {
    return this.#part(selector)?.textContent.trim() ?? '';
  }
}
