import type { CallPage } from './call-page.ts';

declare global {
  interface Window {
    /** When each picture of somebody else was shown, in milliseconds since the epoch; the last `KEPT`. */
    shownFrames: number[];
  }
}

/**
 * Notes when each picture of somebody else is shown: a person sees what a `<video>` presents, whichever connection it
 * came over. Runs in the page before its scripts.
 */
export function observeShownFrames(): void {
  /** Ten minutes of thirty pictures a second. */
  const KEPT = 18_000;
  const remote = new WeakSet<MediaStreamTrack>();
  const watched = new WeakSet<HTMLVideoElement>();
  window.shownFrames = [];

  const Original = window.RTCPeerConnection;
  if (Original === undefined) return;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => remote.add(track));
    }
  };

  const showsRemote = ({ srcObject }: HTMLVideoElement) =>
    srcObject instanceof MediaStream && srcObject.getVideoTracks().some((track) => remote.has(track));
  const watch = (video: HTMLVideoElement) => {
    video.requestVideoFrameCallback(() => {
      if (showsRemote(video)) window.shownFrames.push(performance.timeOrigin + performance.now());
      if (window.shownFrames.length > KEPT) window.shownFrames.shift();
      watch(video);
    });
  };
  const property = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  if (property?.set === undefined) return;
  const { set } = property;
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...property,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      set.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || watched.has(this)) return;
      watched.add(this);
      watch(this);
    },
  });
}

/** When pictures of somebody else were shown since a moment, each in milliseconds since the epoch. */
export async function shownSince({ page }: CallPage, since: number): Promise<readonly number[]> {
  return page.evaluate((from) => window.shownFrames.filter((at) => at >= from), since);
}
