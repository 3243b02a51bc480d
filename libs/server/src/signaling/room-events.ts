import { ErrorCode, type JoinResponse } from '@rtc-call/contract';
import { FellBehindError, type RoomLog, type RoomState, type ShownEntry, shownTo } from '@rtc-call/room';
import { rpcFailure } from '../rpc/rpc-failure.ts';
import type { Clock } from './clock.ts';
import { heartbeats } from './heartbeats.ts';
import { merge } from './merge.ts';
import type { Session } from './session.ts';
import { showEvent } from './show-event.ts';

/**
 * What a session's stream tells after its Welcome: the entries that are for it,
 * and heartbeats between them, until the session ends. `entered` is where the
 * Welcome stands in the log.
 */
export async function* roomEvents(
  session: Session,
  entered: RoomState,
  { log, clock, heartbeatIntervalMs }: { log: RoomLog; clock: Clock; heartbeatIntervalMs: number },
): AsyncGenerator<JoinResponse, void> {
  const { epoch } = entered;
  const entries = log.read(session.room, entered, { signal: session.ended });
  const sources: AsyncIterable<ShownEntry | number>[] = [
    shownTo(session.participantId, entries, entered.position),
    heartbeats(clock, heartbeatIntervalMs, session.ended),
  ];
  let { position } = entered;
  try {
    for await (const item of merge(sources, session.ended)) {
      if (typeof item === 'number') {
        session.lastHeartbeat = item;
        yield { epoch, position, previous: position, event: { oneofKind: 'heartbeat', heartbeat: { id: item } } };
      } else {
        position = item.position;
        yield { epoch, position, previous: item.previous, event: showEvent(item.event) };
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof FellBehindError)) throw thrown;
    throw rpcFailure(
      ErrorCode.FELL_BEHIND,
      'The client did not read for so long that events were dropped. Join again.',
    );
  }
}
