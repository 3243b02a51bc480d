import { Signal } from '@rtc-call/contract';
import type { RoomEvent } from './event.ts';

/** What one object costs beside its strings, in bytes. A round figure: it only keeps many small ones from being free. */
const OBJECT_BYTES = 128;

/** About how much memory an entry holds, in bytes. */
export function weigh(event: RoomEvent): number {
  if (event.kind !== 'signal') return 4 * OBJECT_BYTES;
  const { payload } = event.signal;
  const sections = payload.oneofKind === 'description' ? payload.description.media.length : 0;
  return Signal.toBinary(event.signal).byteLength + (4 + sections) * OBJECT_BYTES;
}
