import type { GraphName } from './graph-data.ts';

const UNITS: Readonly<Record<GraphName, string>> = { bitrate: 'kbit/s', loss: '%', roundTrip: 'ms', frameRate: '/s' };

/** A value of a graph with its unit; of a bitrate in the unit that makes it short. */
export function valueWords(name: GraphName, value: number): string {
  if (name === 'bitrate' && value >= 1_000) return `${(value / 1_000).toFixed(1)} Mbit/s`;
  const digits = name === 'loss' && value > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[name]}`;
}
