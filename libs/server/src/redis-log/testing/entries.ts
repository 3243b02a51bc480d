import { Participant, Signal } from '@rtc-call/contract';
import type { LogEntry, LogPosition, RoomEvent, RoomLog, RoomState } from '@rtc-call/room';

/** A signal, told apart from others by its negotiation id. */
export function signal(negotiationId: string, sdp = ''): RoomEvent {
  return {
    kind: 'signal',
    from: 'a',
    to: 'a',
    toIncarnation: '',
    signal: Signal.create({
      negotiationId,
      payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
    }),
  };
}

/** The negotiation ids of signals. */
export function idsOf(entries: readonly LogEntry[]): string[] {
  return entries.map(({ event }) => (event.kind === 'signal' ? event.signal.negotiationId : event.kind));
}

/** Lets somebody in, and gives the room after it. */
export async function join(log: RoomLog, room: string, id: string): Promise<RoomState> {
  const participant = Participant.create({ id, incarnation: `${id}-1`, seat: 1, arrived: 1 });
  const outcome = await log.append(room, {
    events: [{ kind: 'joined', participant }],
    expectRoster: await log.state(room),
    from: { participant: id, session: 'first', seq: 0 },
  });
  if (outcome.kind !== 'appended') throw new Error(`Joining ended in "${outcome.kind}"`);
  return outcome.state;
}

/** Tells the room something. */
export async function tell(log: RoomLog, room: string, ...negotiationIds: string[]): Promise<void> {
  await log.append(room, { events: negotiationIds.map((id) => signal(id)) });
}

/** A reader that ends with its test. */
export class Reader {
  readonly #entries: AsyncIterator<LogEntry>;

  constructor(log: RoomLog, room: string, after: LogPosition, signal: AbortSignal) {
    this.#entries = log.read(room, after, { signal })[Symbol.asyncIterator]();
  }

  next(): Promise<IteratorResult<LogEntry>> {
    return this.#entries.next();
  }

  /** The next entries; fewer where it ends before. */
  async take(count: number): Promise<LogEntry[]> {
    const taken: LogEntry[] = [];
    while (taken.length < count) {
      const next = await this.#entries.next();
      if (next.done) break;
      taken.push(next.value);
    }
    return taken;
  }
}
