import type { JoinResponse } from '@rtc-call/contract';
import type { Place } from './session.state.ts';

/**
 * What a response is to who stands at a place.
 * - `next`: the event that follows the last one seen.
 * - `aside`: no event of the room; it stands between events that were seen.
 * - `known`: an event that was seen.
 * - `gap`: something before it was lost on the way, or it is of another epoch.
 */
export type Following = 'next' | 'aside' | 'known' | 'gap';

export function follow(place: Place, { epoch, position, previous }: JoinResponse): Following {
  if (epoch !== place.epoch) return 'gap';
  // A stream that was resumed from further back is at first behind.
  if (position === previous) return position <= place.position ? 'aside' : 'gap';
  if (position <= place.position) return 'known';
  return previous === place.position ? 'next' : 'gap';
}
