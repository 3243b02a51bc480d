import type { LogEntry, LogPosition } from '@rtc-call/room';
import type { RedisNodes } from '../connection/redis-nodes.ts';
import { bytesOf, listOf, textOf } from '../connection/redis-reply.ts';
import { REDIS_LIMITS } from '../limits.ts';
import { READ_SCRIPT } from '../scripts/read-script.ts';
import { decodeEvent } from './entry-codec.ts';
import type { RoomKeys } from './room-keys.ts';

/** Some of a log's entries: as many as a reader takes at once. */
export type Page =
  | {
      readonly kind: 'kept';
      /** None where there is none yet. */
      readonly entries: readonly LogEntry[];
      /** What follows them: more entries, those that will be appended, or none ever. */
      readonly followedBy: 'more' | 'open' | 'end';
    }
  /** What follows is not kept any more. */
  | { readonly kind: 'gone' };

/** Where a reader is. */
export interface ReadFrom extends LogPosition {
  /** Whether it has been reading this log already: then it may read it to its end also when another has begun. */
  readonly goesOn: boolean;
}

/** Reads the entries after a position. Throws as `RedisNodes.send` does. */
export async function readPage(nodes: RedisNodes, { keys }: RoomKeys, from: ReadFrom): Promise<Page> {
  const { epoch, position, goesOn } = from;
  const { entries: most, bytes } = REDIS_LIMITS.page;
  const args = [epoch, String(position), String(most), String(bytes), goesOn ? '1' : '0'];
  const [followedBy, ...kept] = listOf(await READ_SCRIPT.run(nodes, keys, args));
  if (followedBy === undefined) return { kind: 'gone' };
  const entries = Array.from({ length: kept.length / 2 }, (_, index) => ({
    position: position + 1 + index,
    event: decodeEvent({ event: textOf(kept[2 * index]), signal: bytesOf(kept[2 * index + 1]) }),
  }));
  return { kind: 'kept', entries, followedBy: textOf(followedBy) as 'more' | 'open' | 'end' };
}
