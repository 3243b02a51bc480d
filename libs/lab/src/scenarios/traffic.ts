import { setTimeout as delay } from 'node:timers/promises';
import type { TurnCounters } from '../network/backbone.ts';
import { type Counters, countedBetween } from '../network/counters.ts';
import type { NetworkLab } from '../network/network-lab.ts';
import type { RouterCounters } from '../network/router-rules.ts';

/** How long packets are counted while a call goes on, in milliseconds. */
const COUNTED_MS = 1_000;

/** What carries a call has more packets in that time: sound alone is 50 each way. */
export const CARRIES_PACKETS = 40;

/** Packets that the lab's machines counted during COUNTED_MS. */
export interface Traffic {
  readonly west: RouterCounters;
  readonly east: RouterCounters;
  readonly turn: TurnCounters;
}

export async function countTraffic(net: NetworkLab): Promise<Traffic> {
  const before = await countersOf(net);
  await delay(COUNTED_MS);
  const after = await countersOf(net);
  return {
    west: countedBetween(before.west, after.west),
    east: countedBetween(before.east, after.east),
    turn: countedBetween(before.turn, after.turn),
  };
}

async function countersOf({ west, east, backbone }: NetworkLab): Promise<Traffic> {
  const [ofWest, ofEast, ofTurn] = await Promise.all([west.counters(), east.counters(), backbone.turnCounters()]);
  return { west: ofWest, east: ofEast, turn: ofTurn };
}

/**
 * The kind of packets that carries a call: nearly all there are. Null where nothing does, as in the router of a net in
 * which both ends are.
 */
export function carrierOf<Name extends string>(packets: Counters<Name>): Name | null {
  const counted = Object.entries<number>(packets) as [Name, number][];
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  return counted.find(([, count]) => count > CARRIES_PACKETS && count > all * NEARLY_ALL)?.[0] ?? null;
}

/** The rest are checks of paths that are kept in reserve. */
const NEARLY_ALL = 0.8;
