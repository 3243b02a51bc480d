import type { CallPage } from './call-page.ts';

declare global {
  interface Window {
    /** The pictures that arrive, for each remote video track that is watched. */
    framesWatched: Map<string, { frames: number; lastAt: number; longestMs: number }>;
  }
  /** W3C mediacapture-transform; TypeScript does not know it. */
  class MediaStreamTrackProcessor {
    constructor(init: { track: MediaStreamTrack });
    readonly readable: ReadableStream<VideoFrame>;
  }
}

/** The pictures that a page has decoded since `watchFrames`, over all its open links. */
export interface FrameGaps {
  /** For each remote video track: how many pictures came. */
  readonly frames: readonly number[];
  /** The longest time between two, the one that is still going on included, in milliseconds. */
  readonly longestMs: number;
}

/**
 * Begins to watch every decoded picture of the links that are open, as each comes out of the decoder. Chromium only. A
 * second time begins anew.
 */
export async function watchFrames({ page }: CallPage): Promise<void> {
  await page.evaluate(async () => {
    const watched = (window.framesWatched ??= new Map());
    const tracks = window.peerConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getReceivers())
      .map(({ track }) => track)
      .filter(({ kind }) => kind === 'video');
    const firsts = tracks.map(async (track) => {
      const known = watched.get(track.id);
      if (known !== undefined) {
        Object.assign(known, { frames: 0, lastAt: performance.now(), longestMs: 0 });
        return;
      }
      const seen = { frames: 0, lastAt: 0, longestMs: 0 };
      const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
      const next = async (): Promise<boolean> => {
        const { done, value } = await reader.read();
        if (done) return false;
        value.close();
        const now = performance.now();
        if (seen.frames > 0) seen.longestMs = Math.max(seen.longestMs, now - seen.lastAt);
        seen.lastAt = now;
        seen.frames += 1;
        return true;
      };
      await next();
      watched.set(track.id, seen);
      void (async () => {
        while (await next());
      })();
    });
    await Promise.all(firsts);
  });
}

export async function frameGaps({ page }: CallPage): Promise<FrameGaps> {
  return page.evaluate(() => {
    const now = performance.now();
    const watched = [...window.framesWatched.values()];
    return {
      frames: watched.map(({ frames }) => frames),
      longestMs: Math.max(...watched.map(({ longestMs, lastAt }) => Math.max(longestMs, now - lastAt))),
    };
  });
}

/** The longest gap on any of these pages, each of which must have seen pictures on every link. In milliseconds. */
export async function longestGap(pages: readonly CallPage[]): Promise<number> {
  const gaps = await Promise.all(pages.map(frameGaps));
  for (const { frames } of gaps) {
    if (frames.length === 0 || frames.includes(0)) throw new Error(`Pictures are missing: ${frames.join(', ')}.`);
  }
  return Math.max(...gaps.map(({ longestMs }) => longestMs));
}
