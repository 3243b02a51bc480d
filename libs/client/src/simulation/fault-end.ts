import type { Fault } from '../testing/network/fault-plan.ts';

/** How long a fault lasts at most from when it strikes, in milliseconds. */
export function lastsFor(fault: Fault): number {
  switch (fault.kind) {
    case 'kill':
      return fault.backAfterMs;
    case 'drain':
      return fault.overMs + fault.backAfterMs;
    case 'pause':
    case 'partition':
    case 'offline':
    case 'stall':
    case 'store-outage':
      return fault.forMs;
    case 'delay':
    case 'repeat':
      return fault.ms;
    case 'lose':
    case 'cut':
    case 'swallow':
    case 'store-loss':
      return 0;
  }
}
