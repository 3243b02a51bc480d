import type { Clock } from '../ports/clock.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';
import type { ChannelPair } from './relay-loop.ts';
import { TimeLimit } from './time-limit.ts';

/** What every implementation takes as one message (RFC 8831, 6.6). */
const CHUNK_BYTES = 16_384;
/** How much may wait in the browser: enough to keep the network busy, and soon gone when the time is over. */
const MOST_BUFFERED = 131_072;

/** Sends as much as gets through, for a moment: how many bits per second came back. 0 when nothing did. */
export async function measureRate({ near, far }: ChannelPair, clock: Clock, signal: AbortSignal): Promise<number> {
  const limit = new TimeLimit(PREFLIGHT_LIMITS.rateMs, signal, clock);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  limit.signal.addEventListener('abort', () => end());
  let received = 0;
  let sent = 0;
  const began = clock.now();
  let last = began;
  const receive = ({ data }: MessageEvent<ArrayBuffer>) => {
    received += data.byteLength;
    last = clock.now();
    if (received >= PREFLIGHT_LIMITS.rateBytes) end();
  };
  const fill = () => {
    while (sent < PREFLIGHT_LIMITS.rateBytes && near.bufferedAmount < MOST_BUFFERED && near.readyState === 'open') {
      near.send(new Uint8Array(CHUNK_BYTES));
      sent += CHUNK_BYTES;
    }
  };
  near.bufferedAmountLowThreshold = MOST_BUFFERED / 2;
  near.addEventListener('bufferedamountlow', fill);
  far.addEventListener('message', receive);
  if (limit.signal.aborted) end();
  else fill();
  await over;
  limit.clear();
  near.removeEventListener('bufferedamountlow', fill);
  far.removeEventListener('message', receive);
  return (received * 8 * 1000) / Math.max(last - began, 1);
}
