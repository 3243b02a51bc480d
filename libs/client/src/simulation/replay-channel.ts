/** What a channel asks about the way to the other end of its connection. */
export interface ReplayPath {
  /** Whether what is sent reaches nobody. */
  isInterrupted(): boolean;
  /** Whether this end is in a page that is no more. */
  isVanished(): boolean;
  /** Something has happened. */
  stirred(): void;
}

/** A real data channel, watched: what has been sent over it and has not come yet is known. */
export class ReplayChannel {
  readonly real: RTCDataChannel;
  #sent = 0;
  #received = 0;

  constructor(real: RTCDataChannel, path: ReplayPath) {
    this.real = real;
    const send = real.send.bind(real);
    Object.assign(real, {
      send: (data: Uint8Array<ArrayBuffer>) => {
        if (path.isInterrupted() || path.isVanished()) return;
        send(data);
        this.#sent += 1;
        path.stirred();
      },
    });
    for (const type of ['open', 'closing', 'close', 'message']) {
      // Before the listeners of the page, which hears nothing any more when it is gone.
      real.addEventListener(type, (event) => {
        if (type === 'message') this.#received += 1;
        if (path.isVanished()) event.stopImmediatePropagation();
        path.stirred();
      });
    }
  }

  get isOpen(): boolean {
    return this.real.readyState === 'open';
  }

  /** Whether something is on its way between the two ends of a channel. */
  static isCarrying(one: ReplayChannel, other: ReplayChannel): boolean {
    return one.#sent > other.#received || other.#sent > one.#received;
  }
}
