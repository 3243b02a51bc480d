import type { RoomEvent } from './event.ts';

/**
 * A moment by which something must have happened in a room, kept outside the log.
 * - `presence`: a participant gives a sign of life, or has left. Its lease.
 * - `away`: one whose page went away is back, or has left.
 * - `place`: one who left so is back, or its place is free.
 * - `settling`: those of an earlier epoch are back.
 */
export type Deadline =
  | { readonly kind: 'presence' | 'away' | 'place'; readonly participantId: string }
  | { readonly kind: 'settling' };

/** A deadline's name, as stores keep it. */
export type DeadlineKey = `${'presence' | 'away' | 'place'}:${string}` | 'settling';

export function deadlineKey(deadline: Deadline): DeadlineKey {
  return deadline.kind === 'settling' ? 'settling' : `${deadline.kind}:${deadline.participantId}`;
}

/** The deadline of a name; null for a name of something else. */
export function parseDeadline(key: string): Deadline | null {
  if (key === 'settling') return { kind: 'settling' };
  const [, kind, participantId] = /^(presence|away|place):(.+)$/.exec(key) ?? [];
  if (participantId === undefined) return null;
  return { kind: kind as 'presence' | 'away' | 'place', participantId };
}

/** How long each deadline is, in milliseconds. */
export interface Terms {
  readonly presence: number;
  readonly away: number;
  readonly place: number;
  readonly settling: number;
}

/** What is to be set (in milliseconds from now) and what to be dropped. */
export interface DeadlineChanges {
  readonly set: Readonly<Partial<Record<DeadlineKey, number>>>;
  readonly drop: readonly DeadlineKey[];
}

/** The deadlines that entries bring with them. `begins`: they are the first of their epoch. */
export function deadlinesOf(events: readonly RoomEvent[], terms: Terms, begins: boolean): DeadlineChanges {
  const set: Partial<Record<DeadlineKey, number>> = begins ? { settling: terms.settling } : {};
  const drop: DeadlineKey[] = [];
  for (const event of events) {
    switch (event.kind) {
      case 'attached':
        set[`presence:${event.participantId}`] = terms.presence;
        break;
      case 'away':
        set[`away:${event.participantId}`] = terms.away;
        break;
      case 'joined':
      case 'returned':
        drop.push(`away:${event.participant.id}`, `place:${event.participant.id}`);
        break;
      case 'left':
        drop.push(`presence:${event.participantId}`, `away:${event.participantId}`);
        if (event.keepsPlace) set[`place:${event.participantId}`] = terms.place;
        break;
      case 'released':
        drop.push(`place:${event.participantId}`);
        break;
      case 'settled':
        drop.push('settling');
        break;
      case 'updated':
      case 'signal':
        break;
    }
  }
  return { set, drop };
}
