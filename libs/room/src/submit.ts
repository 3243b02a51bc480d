import type { RoomCommand } from './command.ts';
import { type DeadlineChanges, type DeadlineKey, deadlinesOf, type Terms } from './deadline.ts';
import { decideAll, type Refusal } from './decide.ts';
import type { RoomEvent } from './event.ts';
import type { AppendBatch, AppendOrigin, AppendOutcome, RoomLog, RoomState } from './log.ts';

/** What became of commands. */
export type SubmitOutcome =
  | Exclude<AppendOutcome, { kind: 'conflict' } | { kind: 'appended' }>
  /** `events` are what was appended, and `state` is the room right after it. */
  | { readonly kind: 'appended'; readonly state: RoomState; readonly events: readonly RoomEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What is to happen, in the room as it is. */
export interface Plan {
  readonly commands: readonly RoomCommand[];
  /** See AppendBatch. */
  readonly from?: AppendOrigin;
  /** See AppendBatch. */
  readonly expectOver?: DeadlineKey;
  /** Who gives a sign of life by it. */
  readonly present?: string;
}

/**
 * Decides commands on the room as it is and appends what comes of them, all or
 * nothing. When the roster changes between the two, plans and decides again: each
 * further round means that somebody else's coming or going went in, so there are
 * at most as many rounds as there are of those. Signals depend on nobody's staying
 * and never need a second round.
 */
export async function submit(
  log: RoomLog,
  room: string,
  terms: Terms,
  makePlan: (state: RoomState) => Plan,
): Promise<SubmitOutcome> {
  let state = await log.state(room);
  for (;;) {
    const plan = makePlan(state);
    const decision = decideAll(state.room, plan.commands);
    if (decision.kind === 'refused') return decision;
    const { events } = decision;
    if (events.length === 0 && plan.from === undefined && plan.expectOver === undefined) {
      return { kind: 'appended', state, events };
    }
    const outcome = await log.append(room, batchOf(events, plan, state, terms));
    if (outcome.kind === 'appended') return { ...outcome, events };
    if (outcome.kind !== 'conflict') return outcome;
    state = outcome.state;
  }
}

function batchOf(events: readonly RoomEvent[], plan: Plan, state: RoomState, terms: Terms): AppendBatch {
  const { from, expectOver } = plan;
  return {
    events,
    deadlines: deadlines(events, plan, state, terms),
    ...(events.some(({ kind }) => kind !== 'signal') && { expectRoster: state }),
    ...(from !== undefined && { from }),
    ...(expectOver !== undefined && { expectOver }),
  };
}

function deadlines(
  events: readonly RoomEvent[],
  { present, expectOver }: Plan,
  state: RoomState,
  terms: Terms,
): DeadlineChanges {
  const { set, drop } = deadlinesOf(events, terms, state.epoch === '');
  return {
    set: present === undefined ? set : { [`presence:${present}`]: terms.presence, ...set },
    // One that is over and changes nothing is over for good.
    drop: expectOver === undefined ? drop : [...drop, expectOver],
  };
}
