import { Signal } from '@rtc-call/contract';
import type { RoomEvent } from '@rtc-call/room';

/**
 * A room's event as it is kept: JSON, which other versions of the server can add
 * to, and a signal's own bytes beside it. An event of a new kind is another
 * format, and needs another prefix of the keys.
 */
export interface KeptEvent {
  readonly event: string;
  /** Empty for an event that is no signal. */
  readonly signal: Buffer;
}

export function encodeEvent(event: RoomEvent): KeptEvent {
  if (event.kind !== 'signal') return { event: JSON.stringify(event), signal: Buffer.alloc(0) };
  const { signal, ...rest } = event;
  return { event: JSON.stringify(rest), signal: Buffer.from(Signal.toBinary(signal)) };
}

export function decodeEvent({ event, signal }: KeptEvent): RoomEvent {
  const parsed = JSON.parse(event) as RoomEvent;
  return parsed.kind === 'signal' ? { ...parsed, signal: Signal.fromBinary(signal) } : parsed;
}
