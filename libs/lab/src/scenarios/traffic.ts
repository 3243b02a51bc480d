import { setTimeout as delay } from 'node:timers/promises';
import type { TurnCounters } from '../network/backbone.ts';
import { countedBetween } from '../network/counters.ts';
import type { NetworkLab } from '../network/network-lab.ts';
import type { RouterCounters } from '../network/router-rules.ts';

/** Packets that the lab's machines counted during some time. */
export interface Traffic {
  readonly west: RouterCounters;
  readonly east: RouterCounters;
  readonly turn: TurnCounters;
}

/** Counts for so long, in milliseconds. */
export async function countTraffic(net: NetworkLab, forMs: number): Promise<Traffic> {
  const before = await countersOf(net);
  await delay(forMs);
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
 * The kind of packets that carries a call, where it carries it: nearly all of at least `least` packets. Null where
 * nothing does, as in the router of a net in which both ends are.
 */
export function carrierOf<Name extends string>(packets: Readonly<Record<Name, number>>, least: number): Name | null {
  const counted = Object.entries<number>(packets) as [Name, number][];
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  return counted.find(([, count]) => count >= least && count > all * NEARLY_ALL)?.[0] ?? null;
}

/** The rest are checks of paths that are kept in reserve. */
const NEARLY_ALL = 0.8;
