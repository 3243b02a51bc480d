import { isIP } from 'node:net';
import { parsePeerRange, type PeerRange, type TurnAddress } from '@rtc-call/server';
import type { Objection } from './schemas.ts';

/** The lowest port that may be relayed by: below are those of services. */
const LOWEST_PORT = 1_024;

/** Takes `PUBLIC` or `PUBLIC/PRIVATE` apart, as checked by `checkTurnAddress`. */
export function turnAddressOf(value: string): TurnAddress {
  const [seen = '', own] = value.split('/');
  return { public: seen, private: own ?? null };
}

/** What is wrong with where coturn listens and relays, or null. */
export function checkTurnAddress(value: string): Objection | null {
  const parts = value.split('/');
  if (parts.length > 2) return { wrong: 'has more than one slash' };
  const wrong = parts.find((part) => isIP(part) === 0);
  if (wrong !== undefined)
    return { wrong: parts.length === 1 ? 'is no address' : `has "${wrong}", which is no address` };
  if (new Set(parts.map(isIP)).size > 1) return { wrong: 'has addresses of two families' };
  if (parts.some(isEverywhere)) return { wrong: 'is every address of the machine, where one is needed' };
  return null;
}

/** Takes `FIRST-LAST` apart, as checked by `checkPortRange`. */
export function portRangeOf(value: string): { readonly first: number; readonly last: number } {
  const [first, last] = value.split('-').map(Number);
  return { first: first ?? 0, last: last ?? 0 };
}

/** What is wrong with a range of ports, or null. */
export function checkPortRange(value: string): Objection | null {
  if (!/^\d{1,5}-\d{1,5}$/.test(value)) return { wrong: 'is no range of ports' };
  const { first, last } = portRangeOf(value);
  if (last > 65_535) return { wrong: 'has a port above 65535' };
  if (first < LOWEST_PORT) return { wrong: `has a port below ${LOWEST_PORT}` };
  return first > last ? { wrong: 'begins above its end' } : null;
}

/** Reads what may be relayed to, as checked by `checkPeerRange`. */
export function peerRangeOf(value: string): PeerRange {
  const range = parsePeerRange(value);
  if (typeof range === 'string') throw new TypeError(`${value} ${range}`);
  return range;
}

/** What is wrong with what may be relayed to, or null. */
export function checkPeerRange(value: string): Objection | null {
  const range = parsePeerRange(value);
  return typeof range === 'string' ? { wrong: range } : null;
}

function isEverywhere(address: string): boolean {
  return /^[0.:]+$/.test(address);
}
