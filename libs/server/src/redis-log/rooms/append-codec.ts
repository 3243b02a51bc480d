import { randomBytes } from 'node:crypto';
import {
  type AppendBatch,
  type AppendOutcome,
  emptyRoom,
  evolve,
  isEmpty,
  isIn,
  type RoomState,
  weigh,
} from '@rtc-call/room';
import { listOf, numberOf, type RedisArgument, type RedisReply, textOf } from '../connection/redis-reply.ts';
import { REDIS_LIMITS } from '../limits.ts';
import type { AppendRequest } from '../scripts/append-script.ts';
import { encodeEvent } from './entry-codec.ts';
import { decodeState, encodeRoster } from './state-codec.ts';

export interface AppendTarget {
  /** The channel of the room. */
  readonly news: string;
  readonly window: { readonly entries: number; readonly bytes: number };
}

/**
 * A batch as the script takes it. What the roster becomes is computed here, from
 * the one that the batch expects, and Redis only looks whether it is that one.
 */
export function encodeBatch(batch: AppendBatch, { news, window }: AppendTarget): readonly RedisArgument[] {
  const { events, expectRoster, expectOver, from, deadlines } = batch;
  if (expectRoster === undefined && events.some(({ kind }) => kind !== 'signal')) {
    throw new TypeError('A batch with entries that concern the roster must say which it expects');
  }
  const request: AppendRequest = {
    epoch: newEpoch(),
    emptyRoster: encodeRoster(emptyRoom),
    news,
    ...(from !== undefined && { from }),
    ...(expectOver !== undefined && { expectOver }),
    ...(expectRoster !== undefined && {
      expectRoster: { epoch: expectRoster.epoch, version: expectRoster.room.version },
      roster: rosterAfter(batch, expectRoster),
    }),
    leaving: events.flatMap((event) => (event.kind === 'left' ? [event.participantId] : [])),
    deadlines: {
      drop: deadlines?.drop ?? [],
      set: Object.entries(deadlines?.set ?? {}).flatMap(([key, ms]) => (ms === undefined ? [] : [[key, ms] as const])),
    },
    window,
    expiry: { roomMs: REDIS_LIMITS.roomMs, endedMs: REDIS_LIMITS.endedMs },
  };
  return [
    JSON.stringify(request),
    ...events.flatMap((each) => {
      const { event, signal } = encodeEvent(each);
      return [String(weigh(each)), event, signal];
    }),
  ];
}

export function decodeOutcome(reply: RedisReply): AppendOutcome {
  const [kind, ...rest] = listOf(reply);
  switch (textOf(kind)) {
    case 'duplicate':
      return { kind: 'duplicate', lastSeq: numberOf(rest[0]) };
    case 'gap':
      return { kind: 'gap', lastSeq: numberOf(rest[0]) };
    case 'not-over':
      return { kind: 'not-over' };
    case 'conflict':
      return { kind: 'conflict', state: decodeState(rest) };
    case 'appended':
      return { kind: 'appended', state: decodeState(rest) };
    default:
      throw new TypeError('The script that appends answered what it does not know');
  }
}

function rosterAfter({ events, from }: AppendBatch, expected: RoomState) {
  const room = events.reduce(evolve, expected.room);
  return {
    version: room.version,
    text: encodeRoster(room),
    isEmpty: isEmpty(room),
    hasSender: from !== undefined && isIn(room, from.participant),
  };
}

/** 96 random bits: no two lives of a log share a name. */
function newEpoch(): string {
  return randomBytes(12).toString('base64url');
}
