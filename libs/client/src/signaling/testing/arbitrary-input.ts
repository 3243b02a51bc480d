import type { JoinResponse } from '@rtc-call/contract';
import fc from 'fast-check';
import { CallError, type CallErrorCode } from '../../errors/call-error.ts';
import { runsOf } from '../session.runs.ts';
import type { SessionState } from '../session.state.ts';
import type { SessionInput } from '../session.step.ts';
import {
  ANOTHER_SESSION,
  away,
  heartbeat,
  profile,
  resumed,
  resumeElsewhere,
  SESSION,
  signal,
  unknown,
  welcome,
} from './responses.ts';

const RESPONSES = ['welcome', 'another-welcome', 'resumed', 'heartbeat', 'move', 'unknown', 'away'] as const;
const ERRORS: readonly CallErrorCode[] = ['connection-lost', 'session-ended', 'superseded', 'store-unavailable'];

/** How often each input is drawn: rarely those that end a session, often those that it lives on. */
const WEIGHTS: Readonly<Record<SessionInput['type'], number>> = {
  open: 1,
  received: 20,
  'stream-ended': 4,
  silent: 3,
  'retry-due': 8,
  overdue: 3,
  say: 8,
  acknowledged: 8,
  'send-failed': 3,
  'send-slow': 3,
  nudge: 2,
  suspect: 2,
  hide: 2,
  show: 6,
  leave: 1,
  fault: 1,
};
export const INPUT_COUNT: number = Object.keys(WEIGHTS).length;

/** An input before it is known what state it meets: data, so that a failing series can be read. */
export interface InputDraft {
  readonly type: SessionInput['type'];
  /** Which of the runs that the state waits for; behind the last of them: one that is long over. */
  readonly run: number;
  readonly response: (typeof RESPONSES)[number];
  /** How far its position is from the last one seen. */
  readonly ahead: number;
  /** How far that of the one before it is. */
  readonly behind: number;
  readonly isOtherEpoch: boolean;
  readonly error: CallErrorCode;
  readonly id: number;
}

/** Any input, impossible ones included. */
export const inputDrafts: fc.Arbitrary<InputDraft> = fc.record({
  type: fc.oneof(
    ...Object.entries(WEIGHTS).map(([type, weight]) => ({
      weight,
      arbitrary: fc.constant(type as SessionInput['type']),
    })),
  ),
  run: fc.nat(3),
  response: fc.constantFrom(...RESPONSES),
  ahead: fc.integer({ min: -1, max: 3 }),
  behind: fc.constantFrom(0, 0, 0, 1, -1),
  isOtherEpoch: fc.nat(9).map((draw) => draw === 0),
  error: fc.oneof({ weight: 9, arbitrary: fc.constant<CallErrorCode>('connection-lost') }, fc.constantFrom(...ERRORS)),
  id: fc.nat(9),
});

/** The draft as it meets a state. */
export function inputOf(draft: InputDraft, state: SessionState): SessionInput {
  const { type, id } = draft;
  const runs = runsOf(state);
  const run = runs[draft.run % (runs.length + 1)] ?? 0;
  const error = new CallError(draft.error, 'Because.');
  switch (type) {
    case 'open':
      return { type, resumeToken: id < 5 ? null : 'old' };
    case 'received':
      return { type, run, response: responseOf(draft, state) };
    case 'stream-ended':
      return { type, run, error: id === 0 ? null : error };
    case 'send-failed':
      return { type, run, error };
    case 'say':
      return { type, message: id < 3 ? profile(`${id}`) : signal(`n${id}`) };
    case 'suspect':
      return { type, at: id * 1_000 };
    case 'fault':
      return { type, error };
    case 'nudge':
    case 'hide':
    case 'show':
    case 'leave':
      return { type };
    default:
      return { type, run };
  }
}

function responseOf({ response, ahead, behind, isOtherEpoch, id }: InputDraft, state: SessionState): JoinResponse {
  const seen = 'place' in state ? state.place : { epoch: 'e', position: 1 };
  const epoch = isOtherEpoch ? 'other' : seen.epoch;
  const position = seen.position + ahead;
  const aside = { epoch, position: seen.position + behind, previous: seen.position + behind };
  switch (response) {
    case 'welcome':
      return welcome({ epoch, position }, { session: SESSION });
    case 'another-welcome':
      return welcome({ epoch, position }, { session: ANOTHER_SESSION });
    case 'resumed':
      return resumed(aside);
    case 'heartbeat':
      return heartbeat(id, aside);
    case 'move':
      return resumeElsewhere(aside);
    case 'unknown':
      return unknown({ epoch, position, previous: seen.position + behind });
    case 'away':
      return away(position, seen.position + behind, epoch);
  }
}
