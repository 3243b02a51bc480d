import { AGREE_WITHIN_MS, CONNECT_WITHIN_MS, EXPLAIN_WITHIN_MS, MOST_AHEAD, retryWithin } from './recovery.limits.ts';

/**
 * How one end of a pair of participants keeps a link that works.
 *
 * The link that leads is the one whose tracks are shown. When it is lost, a
 * successor of the next generation is negotiated beside it, and takes over when
 * it has proved to work (make before break). Either end begins, and both do the
 * same, each for itself: what the other end has begun shows by a signal of a
 * generation that is higher than any before, and two that begin at once mean
 * the same successor.
 *
 * - `starting`: the first link has not connected yet. Once the two have agreed
 *   it has CONNECT_WITHIN_MS for that.
 * - `watching`: the leading link works, as far as anybody knows.
 * - `abandoned`: the other end has closed the leading link. Who left or was
 *   reloaded is told by the server soon; otherwise it has taken over a successor
 *   that came to nothing here, and EXPLAIN_WITHIN_MS later another is made.
 * - `replacing`: a successor is being negotiated and has to prove itself: within
 *   AGREE_WITHIN_MS it has to be agreed on, and CONNECT_WITHIN_MS after that to
 *   work. The leading link stays, and is `lost` or not; also where it is heard
 *   again the successor takes over, since the other end may have counted on it.
 * - `waiting`: the leading link is lost and the last try came to nothing. The
 *   next one begins after a while (retryWithin), or when the other end begins it.
 */
export type RecoveryState =
  | ({ readonly name: 'starting' | 'watching' | 'abandoned' | 'waiting' } & RecoveryCounts)
  | ({ readonly name: 'replacing'; readonly lost: boolean } & RecoveryCounts);

export interface RecoveryCounts {
  /** The highest generation of which this end ever had a link. */
  readonly highest: number;
  /** How many tries in a row have come to nothing. */
  readonly failures: number;
}

export type RecoveryEvent =
  /** The leading link is connected, or is heard again. */
  | { readonly type: 'works' }
  /** The path of the leading link is dead: neither word nor bytes come. */
  | { readonly type: 'stalled' }
  /** The leading link cannot connect, or nothing more can be negotiated over it. */
  | { readonly type: 'failed' }
  /** The other end has closed the leading link. */
  | { readonly type: 'closed' }
  /** The two ends have agreed on the link that is being made, be it the first or a successor. */
  | { readonly type: 'agreed' }
  /** The successor is connected, and the other end was heard over it. */
  | { readonly type: 'proven' }
  /** The successor cannot connect, or was closed by the other end. */
  | { readonly type: 'spoiled' }
  /**
   * The other end speaks of a generation that this one has never had. `isLate`:
   * what it has said over that is lost by now, so that both need another.
   */
  | { readonly type: 'asked'; readonly generation: number; readonly isLate: boolean }
  /** What did not work a moment ago may work now. */
  | { readonly type: 'nudge' }
  /** The timer that was set last has run out. */
  | { readonly type: 'timer' };

export type RecoveryEffect =
  /** Makes a successor. `ask`: the other end does not know of it yet. */
  | { readonly type: 'make'; readonly generation: number; readonly ask: boolean }
  /** Lets the successor lead, and ends the link that did. */
  | { readonly type: 'take-over' }
  /** Closes the successor. */
  | { readonly type: 'drop' }
  /** The network may be gone, and the way to the server with it. */
  | { readonly type: 'suspect' }
  /** The ICE servers may be of no use any more: their credentials have expired, or their addresses changed. */
  | { readonly type: 'refresh' }
  /** Runs in place of the timer that was set before: after `delayMs`, and by chance up to `jitterMs` later. */
  | { readonly type: 'set-timer'; readonly delayMs: number; readonly jitterMs: number }
  | { readonly type: 'stop-timer' };

export interface RecoveryStep {
  readonly state: RecoveryState;
  readonly effects: readonly RecoveryEffect[];
}

/** A pair whose first link is made. */
export function startingRecovery(generation: number): RecoveryState {
  return { name: 'starting', highest: generation, failures: 0 };
}

export function recoveryTransition(state: RecoveryState, event: RecoveryEvent): RecoveryStep {
  if (event.type === 'asked') return asked(state, event);
  switch (state.name) {
    case 'starting':
      return start(state, event);
    case 'watching':
      return watch(state, event);
    case 'abandoned':
      return explain(state, event);
    case 'replacing':
      return replace(state, event);
    case 'waiting':
      return wait(state, event);
  }
}

type Asked = Extract<RecoveryEvent, { readonly type: 'asked' }>;
type Quiet = Exclude<RecoveryEvent, Asked>;

function start(state: RecoveryState, event: Quiet): RecoveryStep {
  switch (event.type) {
    case 'agreed':
      return { state, effects: [timer(CONNECT_WITHIN_MS)] };
    case 'works':
      return works(state);
    case 'closed':
      return abandoned(state);
    case 'stalled':
    case 'failed':
    case 'timer':
      return failed(state);
    default:
      return unchanged(state);
  }
}

function watch(state: RecoveryState, event: Quiet): RecoveryStep {
  switch (event.type) {
    case 'stalled':
      return followedBy(begin(state), { type: 'suspect' });
    case 'failed':
      return followedBy(begin(state), { type: 'suspect' }, { type: 'refresh' });
    case 'closed':
      return abandoned(state);
    default:
      return unchanged(state);
  }
}

function explain(state: RecoveryState, event: Quiet): RecoveryStep {
  return event.type === 'timer' ? begin(state) : unchanged(state);
}

function replace(state: RecoveryState & { name: 'replacing' }, event: Quiet): RecoveryStep {
  switch (event.type) {
    case 'works':
      return { state: { ...state, lost: false }, effects: [] };
    case 'stalled':
    case 'failed':
      return { state: { ...state, lost: true }, effects: state.lost ? [] : [{ type: 'suspect' }] };
    case 'closed':
      return { state: { ...state, lost: true }, effects: [] };
    case 'agreed':
      return { state, effects: [timer(CONNECT_WITHIN_MS)] };
    case 'proven':
      return following([{ type: 'take-over' }], works(state));
    case 'spoiled':
    case 'timer':
      return following([{ type: 'drop' }], state.lost ? failed(state) : works(state));
    case 'nudge':
      return unchanged(state);
  }
}

function wait(state: RecoveryState, event: Quiet): RecoveryStep {
  switch (event.type) {
    case 'works':
      return works(state);
    case 'nudge':
    case 'timer':
      return begin(state);
    default:
      return unchanged(state);
  }
}

/**
 * Whether a signal of this generation asks for a successor. What is of one that
 * this end has already had is of a link that is closed.
 */
export function isRequest({ highest }: RecoveryState, generation: number): boolean {
  return generation > highest && generation <= highest + MOST_AHEAD;
}

function asked(state: RecoveryState, { generation, isLate }: Asked): RecoveryStep {
  if (!isRequest(state, generation)) return unchanged(state);
  const drop: RecoveryEffect[] = state.name === 'replacing' ? [{ type: 'drop' }] : [];
  const lost = state.name === 'replacing' ? state.lost : state.name !== 'watching';
  return following(drop, successor(state, { generation: isLate ? generation + 1 : generation, ask: isLate, lost }));
}

function begin(state: RecoveryState): RecoveryStep {
  return successor(state, { generation: state.highest + 1, ask: true, lost: true });
}

interface Successor {
  readonly generation: number;
  readonly ask: boolean;
  /** Whether the leading link is lost. */
  readonly lost: boolean;
}

/** The timer first: it runs also where the successor cannot be made. */
function successor({ failures }: RecoveryState, { generation, ask, lost }: Successor): RecoveryStep {
  return {
    state: { name: 'replacing', lost, highest: generation, failures },
    effects: [timer(AGREE_WITHIN_MS), { type: 'make', generation, ask }],
  };
}

function works({ highest }: RecoveryState): RecoveryStep {
  return { state: { name: 'watching', highest, failures: 0 }, effects: [{ type: 'stop-timer' }] };
}

function abandoned({ highest, failures }: RecoveryState): RecoveryStep {
  return { state: { name: 'abandoned', highest, failures }, effects: [timer(EXPLAIN_WITHIN_MS)] };
}

function failed({ highest, failures: before }: RecoveryState): RecoveryStep {
  const failures = before + 1;
  const half = retryWithin(failures) / 2;
  return {
    state: { name: 'waiting', highest, failures },
    effects: [{ type: 'refresh' }, { type: 'set-timer', delayMs: half, jitterMs: half }],
  };
}

function timer(delayMs: number): RecoveryEffect {
  return { type: 'set-timer', delayMs, jitterMs: 0 };
}

function following(effects: readonly RecoveryEffect[], step: RecoveryStep): RecoveryStep {
  return { state: step.state, effects: [...effects, ...step.effects] };
}

function followedBy(step: RecoveryStep, ...effects: readonly RecoveryEffect[]): RecoveryStep {
  return { state: step.state, effects: [...step.effects, ...effects] };
}

function unchanged(state: RecoveryState): RecoveryStep {
  return { state, effects: [] };
}
