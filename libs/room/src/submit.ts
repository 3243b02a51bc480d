import type { RoomCommand } from './command.ts';
import { decideAll, type Refusal } from './decide.ts';
import type { AppendOrigin, AppendOutcome, RoomLog } from './log.ts';

/** What became of commands. */
export type SubmitOutcome =
  | Exclude<AppendOutcome, { kind: 'conflict' }>
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Decides commands on the room as it is and appends what comes of them, all or
 * nothing. When the roster changes between the two, decides again: each further
 * round means that somebody else's coming or going went in, so there are at most
 * as many rounds as there are of those. Signals depend on nobody's staying and
 * never need a second round.
 */
export async function submit(
  log: RoomLog,
  room: string,
  commands: readonly RoomCommand[],
  from?: AppendOrigin,
): Promise<SubmitOutcome> {
  let state = await log.state(room);
  for (;;) {
    const decision = decideAll(state.room, commands);
    if (decision.kind === 'refused') return decision;
    const { events } = decision;
    if (events.length === 0 && from === undefined) return { kind: 'appended', state };
    const changesRoster = events.some((event) => event.kind !== 'signal');
    const outcome = await log.append(room, {
      events,
      ...(changesRoster ? { expectRoster: state } : {}),
      ...(from === undefined ? {} : { from }),
    });
    if (outcome.kind !== 'conflict') return outcome;
    state = outcome.state;
  }
}
