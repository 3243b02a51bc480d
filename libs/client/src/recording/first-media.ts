import type { Clock } from '../ports/clock.ts';
import type { CallHappening, OfLink } from './call-event.ts';
import { DECODED_LOOK_MS, DECODED_WITHIN_MS } from './limits.ts';

export interface FirstMediaOptions {
  readonly receiver: RTCRtpReceiver;
  readonly link: OfLink;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  tell(happening: CallHappening): void;
}

/**
 * Tells when the first packet has come, by which a browser unmutes the track,
 * and when the first of it was decoded and handed to the track: from then on the
 * receiver knows its source (W3C webrtc-pc, getSynchronizationSources).
 */
export function watchFirstMedia({ receiver, link, clock, signal, tell }: FirstMediaOptions): void {
  const { track } = receiver;
  const media = track.kind === 'audio' ? 'audio' : 'video';
  let hasCome = false;
  const came = () => {
    if (hasCome) return;
    hasCome = true;
    tell({ type: 'first-media', ...link, media, step: 'received' });
    look(clock.now() + DECODED_WITHIN_MS);
  };
  const look = (until: number) => {
    if (signal.aborted || clock.now() > until) return;
    if (receiver.getSynchronizationSources().length > 0) tell({ type: 'first-media', ...link, media, step: 'decoded' });
    else clock.after(DECODED_LOOK_MS, () => look(until));
  };
  if (track.muted) track.addEventListener('unmute', came, { signal });
  else came();
}
