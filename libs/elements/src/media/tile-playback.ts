import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Plays a participant's tracks through one video element. The stream is set
 * anew only when a track is another one: setting the same again would make
 * the picture flash and the sound break off.
 *
 * Browsers may refuse to play sound before the user has touched the page. The
 * picture then plays without sound, `blocked` says so, and sound starts with
 * `enableSound` or with the first click or key press anywhere on the page.
 */
export class TilePlayback implements ReactiveController {
  readonly #host: ReactiveElement;
  #video: HTMLVideoElement | null = null;
  #tracks: readonly MediaStreamTrack[] = [];
  #blocked = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the browser refuses to play the sound for now. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** What is to be played from now on. Call it with every update of the host; it does nothing when all is as it was. */
  play(video: HTMLVideoElement, tracks: readonly MediaStreamTrack[]): void {
    const same = tracks.length === this.#tracks.length && tracks.every((track, index) => track === this.#tracks[index]);
    if (video === this.#video && same) return;
    this.#video = video;
    this.#tracks = tracks;
    video.srcObject = tracks.length === 0 ? null : new MediaStream([...tracks]);
    if (tracks.length > 0) void this.#start(video);
  }

  /** Tries again with sound. Works from within a click. */
  readonly enableSound = (): void => {
    if (!this.#video) return;
    this.#video.muted = false;
    void this.#start(this.#video);
  };

  hostConnected(): void {
    // A video that was moved within the document stands still until it is told to play.
    if (this.#video && this.#tracks.length > 0) void this.#start(this.#video);
    if (this.#blocked) this.#awaitGesture(true);
  }

  hostDisconnected(): void {
    this.#awaitGesture(false);
  }

  async #start(video: HTMLVideoElement): Promise<void> {
    try {
      await video.play();
      if (!video.muted) this.#setBlocked(false);
    } catch (thrown) {
      // An AbortError only says that other tracks came meanwhile, which start by themselves.
      if (!(thrown instanceof DOMException) || thrown.name !== 'NotAllowedError' || video.muted) return;
      video.muted = true;
      this.#setBlocked(true);
      await this.#start(video);
    }
  }

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#awaitGesture(blocked && this.#host.isConnected);
    this.#host.requestUpdate();
  }

  #awaitGesture(wait: boolean): void {
    for (const gesture of ['click', 'keydown']) {
      if (wait) document.addEventListener(gesture, this.enableSound);
      else document.removeEventListener(gesture, this.enableSound);
    }
  }
}
