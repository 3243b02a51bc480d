import type { JoinResponse } from '@rtc-call/contract';
import type { LogEntry, RoomLog } from '../log.ts';
import { isFor } from '../visibility.ts';
import type { Clock } from './clock.ts';
import type { Entered } from './enter.ts';
import { heartbeats } from './heartbeats.ts';
import { merge } from './merge.ts';
import type { RoomStream } from './room-stream.ts';
import { showEvent } from './show-event.ts';

/** What a stream is made of, in the order in which it comes. */
type Item =
  | { readonly kind: 'entry'; readonly entry: LogEntry }
  | { readonly kind: 'log-ended' }
  | { readonly kind: 'heartbeat'; readonly id: number }
  | { readonly kind: 'move' };

export interface RoomEventsOptions {
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly heartbeatIntervalMs: number;
}

/**
 * What a stream tells after its first response: the entries after a position
 * that are for its participant, and heartbeats between them, until it is over.
 */
export function roomEvents(
  stream: RoomStream,
  entered: Entered,
  { log, clock, heartbeatIntervalMs }: RoomEventsOptions,
): AsyncGenerator<JoinResponse, void> {
  const { after } = entered;
  const sources: AsyncIterable<Item>[] = [
    entries(log.read(stream.room, after, { signal: stream.ended })),
    beats(clock, heartbeatIntervalMs, stream.ended),
    move(stream),
  ];
  return told(stream, entered, merge(sources, stream.ended));
}

async function* told(
  stream: RoomStream,
  { attendant, after }: Entered,
  items: AsyncIterable<Item>,
): AsyncGenerator<JoinResponse, void> {
  const { epoch } = after;
  let { position } = after;
  /** What stands between the entries, at the position of the one before it. */
  const aside = (event: JoinResponse['event']): JoinResponse => ({ epoch, position, previous: position, event });
  for await (const item of items) {
    switch (item.kind) {
      case 'heartbeat':
        yield aside({ oneofKind: 'heartbeat', heartbeat: { id: item.id } });
        break;
      case 'move':
        yield aside({ oneofKind: 'resumeElsewhere', resumeElsewhere: {} });
        break;
      case 'log-ended':
        return stream.end('expired');
      case 'entry': {
        const { entry } = item;
        const ending = stream.endingOf(entry);
        if (ending !== null) return stream.end(ending);
        const event = isFor(entry.event, attendant) ? showEvent(entry.event) : null;
        if (event === null) break;
        yield { epoch, position: entry.position, previous: position, event };
        position = entry.position;
      }
    }
  }
}

async function* entries(log: AsyncIterable<LogEntry>): AsyncGenerator<Item, void> {
  for await (const entry of log) yield { kind: 'entry', entry };
  yield { kind: 'log-ended' };
}

async function* beats(clock: Clock, intervalMs: number, until: AbortSignal): AsyncGenerator<Item, void> {
  for await (const id of heartbeats(clock, intervalMs, until)) yield { kind: 'heartbeat', id };
}

async function* move({ moving, ended }: RoomStream): AsyncGenerator<Item, void> {
  await new Promise<void>((resolve) => {
    for (const signal of [moving, ended]) signal.addEventListener('abort', () => resolve());
    if (moving.aborted || ended.aborted) resolve();
  });
  if (!ended.aborted) yield { kind: 'move' };
}
