import type { Clock } from '../ports/clock.ts';
import { median } from './median.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';
import type { ChannelPair } from './relay-loop.ts';

/** What became of messages that were sent at an even pace. */
export interface LossFigures {
  /** Which part did not come back, from 0 to 1. */
  readonly lossRatio: number;
  /** How long one that came back took, in milliseconds: the median. Null where none came back. */
  readonly roundTripMs: number | null;
}

/** Sends numbered messages through a channel that loses what the network loses, a hundred a second. */
export async function measureLoss({ near, far }: ChannelPair, clock: Clock, signal: AbortSignal): Promise<LossFigures> {
  const { lossMs, lossEveryMs, lossBytes, stragglersMs } = PREFLIGHT_LIMITS;
  const sentAt: number[] = [];
  const delays = new Map<number, number>();
  const allBack = Promise.withResolvers<void>();
  const total = lossMs / lossEveryMs;
  const receive = ({ data }: MessageEvent<ArrayBuffer>) => {
    const number = new DataView(data).getUint32(0);
    delays.set(number, clock.now() - (sentAt[number] ?? clock.now()));
    if (delays.size === total) allBack.resolve();
  };
  far.addEventListener('message', receive);
  const message = new DataView(new ArrayBuffer(lossBytes));
  const began = clock.now();
  const goesOn = () => sentAt.length < total && near.readyState === 'open' && !signal.aborted;
  while (goesOn()) {
    // As many as are due: in a page that is not shown timers come seldom.
    while (goesOn() && clock.now() - began >= sentAt.length * lossEveryMs) {
      message.setUint32(0, sentAt.length);
      sentAt.push(clock.now());
      near.send(message);
    }
    await pause(lossEveryMs, clock);
  }
  if (!signal.aborted) await Promise.race([allBack.promise, pause(stragglersMs, clock)]);
  far.removeEventListener('message', receive);
  return { lossRatio: 1 - delays.size / total, roundTripMs: median([...delays.values()]) };
}

function pause(ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
