import { ErrorCode, type JoinResponse } from '@rtc-call/contract';
import { FellBehindError, type LogEntry, type LogPosition, type RoomLog } from '../log.ts';
import { isFor } from '../visibility.ts';
import type { Clock } from './clock.ts';
import { heartbeats } from './heartbeats.ts';
import { merge } from './merge.ts';
import { RoomError } from './room-error.ts';
import type { RoomStream } from './room-stream.ts';
import { showEvent } from './show-event.ts';

/** What a stream is made of, in the order in which it comes. */
type Item =
  | { readonly kind: 'entry'; readonly entry: LogEntry }
  | { readonly kind: 'heartbeat'; readonly id: number }
  | { readonly kind: 'move' };

/**
 * What a stream tells after its first response: the entries after a position
 * that are for its participant, and heartbeats between them, until it is over.
 */
export async function* roomEvents(
  stream: RoomStream,
  after: LogPosition,
  { log, clock, heartbeatIntervalMs }: { log: RoomLog; clock: Clock; heartbeatIntervalMs: number },
): AsyncGenerator<JoinResponse, void> {
  const { epoch } = after;
  const reader = stream.attendant;
  const sources: AsyncIterable<Item>[] = [
    entries(log.read(stream.room, after, { signal: stream.ended })),
    beats(clock, heartbeatIntervalMs, stream.ended),
    move(stream),
  ];
  let { position } = after;
  try {
    for await (const item of merge(sources, stream.ended)) {
      switch (item.kind) {
        case 'heartbeat':
          yield aside(epoch, position, { oneofKind: 'heartbeat', heartbeat: { id: item.id } });
          break;
        case 'move':
          yield aside(epoch, position, { oneofKind: 'resumeElsewhere', resumeElsewhere: {} });
          break;
        case 'entry': {
          const { entry } = item;
          const ending = stream.endingOf(entry);
          if (ending !== null) return stream.end(ending);
          const event = reader !== null && isFor(entry.event, reader) ? showEvent(entry.event) : null;
          if (event === null) break;
          yield { epoch, position: entry.position, previous: position, event };
          position = entry.position;
        }
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof FellBehindError)) throw thrown;
    throw new RoomError(
      ErrorCode.FELL_BEHIND,
      'The client did not read for so long that events are no longer kept. Resume.',
    );
  }
}

/** What stands between the entries, at the position of the one before it. */
function aside(epoch: string, position: number, event: JoinResponse['event']): JoinResponse {
  return { epoch, position, previous: position, event };
}

async function* entries(log: AsyncIterable<LogEntry>): AsyncGenerator<Item, void> {
  for await (const entry of log) yield { kind: 'entry', entry };
}

async function* beats(clock: Clock, intervalMs: number, until: AbortSignal): AsyncGenerator<Item, void> {
  for await (const id of heartbeats(clock, intervalMs, until)) yield { kind: 'heartbeat', id };
}

async function* move({ moving, ended }: RoomStream): AsyncGenerator<Item, void> {
  await new Promise<void>((resolve) => {
    moving.addEventListener('abort', () => resolve());
    ended.addEventListener('abort', () => resolve());
    if (moving.aborted || ended.aborted) resolve();
  });
  if (!ended.aborted) yield { kind: 'move' };
}
