import type { ProxiedConnection } from './proxied-connection.ts';
import { seededRandom } from './seeded-random.ts';
import type { TcpProxy } from './tcp-proxy.ts';

export interface Cutting {
  /** Chooses the same lives again. */
  readonly seed: number;
  /** How long a connection lives at least, in milliseconds. */
  readonly shortestMs: number;
  /** How long it lives at most, in milliseconds. */
  readonly longestMs: number;
}

/** How much of a chunk gets through when the cut is in its middle, in bytes: less than any answer has. */
const MOST_OF_A_CHUNK = 100;

/**
 * Gives each connection through the proxy, those that are open included, a random time to live. Every other one ends in
 * the middle of the next thing that is said on it, so that a request may have arrived whose answer is lost.
 * @returns how many were cut so far, and what ends the cutting.
 */
export function cutAtRandom(proxy: TcpProxy, { seed, shortestMs, longestMs }: Cutting): CuttingUnderWay {
  const random = seededRandom(seed);
  const timers = new Set<NodeJS.Timeout>();
  let cuts = 0;
  const doom = (connection: ProxiedConnection) => {
    const inTheMiddle = random() < 0.5;
    const bytes = Math.floor(random() * MOST_OF_A_CHUNK);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        cuts += 1;
        if (inTheMiddle) connection.cutInNextChunk(bytes);
        else connection.cut();
      },
      shortestMs + random() * (longestMs - shortestMs),
    );
    timers.add(timer);
    connection.ended.addEventListener('abort', () => {
      clearTimeout(timer);
      timers.delete(timer);
    });
  };
  const unfollow = proxy.follow(doom);
  for (const connection of proxy.connections) doom(connection);
  return {
    get cuts() {
      return cuts;
    },
    stop() {
      unfollow();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export interface CuttingUnderWay {
  /** Connections that were cut so far. */
  readonly cuts: number;
  /** Cuts no more. */
  stop(): void;
}
