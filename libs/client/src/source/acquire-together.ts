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
  if (isPair(waiting) && (await askOnce(devices, waiting)) === null) return;
  for (const one of waiting) void askAlone(devices, one);
}

/** One of each kind. Two of a kind, where a wish was changed within the tick, are asked for one by one. */
function isPair(waiting: readonly Waiting[]): boolean {
  return waiting.length === 2 && new Set(waiting.map(({ request }) => request.kind)).size === 2;
}

async function askAlone(devices: MediaDevicesPort, one: Waiting): Promise<void> {
  const refusal = await askOnce(devices, [one]);
  if (refusal !== null) one.answer.reject(refusal.thrown);
}

/** Answers all of them, or none and returns what the browser threw. */
async function askOnce(
  devices: MediaDevicesPort,
  waiting: readonly Waiting[],
): Promise<{ readonly thrown: unknown } | null> {
  try {
    const stream = await devices.getUserMedia(captureConstraints(waiting.map(({ request }) => request)));
    for (const { request, answer } of waiting) {
      const track = trackOf(stream, request.kind);
      if (track === undefined) answer.reject(new Error(`the browser gave a stream without ${request.kind}`));
      else answer.resolve(track);
    }
    return null;
  } catch (thrown) {
    return { thrown };
  }
}
