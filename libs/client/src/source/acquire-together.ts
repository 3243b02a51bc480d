import type { MediaDevicesPort } from '../ports/media-devices.ts';
import { type CaptureRequest, captureConstraints, trackOf } from './capture-constraints.ts';

/** Asks the browser for a device. Rejects with what `getUserMedia` threw. */
export type AcquireTrack = (request: CaptureRequest) => Promise<MediaStreamTrack>;

interface Waiting {
  readonly request: CaptureRequest;
  readonly answer: PromiseWithResolvers<MediaStreamTrack>;
}

/**
 * Asks for a microphone and a camera that are wanted in the same tick by one
 * `getUserMedia`, so that the user sees one prompt instead of two. When that
 * fails, each is asked for by itself: one refusal then does not cost the other
 * device, and each failure is its own. (A user who said no is not asked again:
 * browsers remember it for the page.)
 */
export function acquireTogether(devices: MediaDevicesPort): AcquireTrack {
  let waiting: Waiting[] = [];

  return (request) => {
    const answer = Promise.withResolvers<MediaStreamTrack>();
    waiting.push({ request, answer });
    if (waiting.length === 1) {
      queueMicrotask(() => {
        const together = waiting;
        waiting = [];
        void askFor(devices, together);
      });
    }
    return answer.promise;
  };
}

async function askFor(devices: MediaDevicesPort, waiting: readonly Waiting[]): Promise<void> {
  const unanswered = isPair(waiting) ? await askAtOnce(devices, waiting) : waiting;
  for (const one of unanswered) void askAlone(devices, one);
}

/** One of each kind. Two of a kind, where a wish was changed within the tick, are asked for one by one. */
function isPair(waiting: readonly Waiting[]): boolean {
  return waiting.length === 2 && new Set(waiting.map(({ request }) => request.kind)).size === 2;
}

/** Answers whom it can, and returns the others. */
async function askAtOnce(devices: MediaDevicesPort, waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia(captureConstraints(waiting.map(({ request }) => request)));
  } catch {
    return waiting;
  }
  return waiting.filter(({ request, answer }) => {
    // Chromium leaves out what the page's policy forbids, and says why only when that is asked for alone.
    const track = trackOf(stream, request.kind);
    if (track !== undefined) answer.resolve(track);
    return track === undefined;
  });
}

async function askAlone(devices: MediaDevicesPort, { request, answer }: Waiting): Promise<void> {
  try {
    const stream = await devices.getUserMedia(captureConstraints([request]));
    const track = trackOf(stream, request.kind);
    if (track === undefined) answer.reject(new Error(`it gave a stream with no ${request.kind} in it`));
    else answer.resolve(track);
  } catch (thrown) {
    answer.reject(thrown);
  }
}
