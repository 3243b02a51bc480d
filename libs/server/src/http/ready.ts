import type { ReadinessState } from '../readiness.ts';
import { describeTurnFault } from '../turn/proof/describe-fault.ts';
import type { TurnUrlState } from '../turn/proof/turn-watch.ts';
import type { Reply } from './reply.ts';

/** Where a balancer asks whether to send clients here. */
export const READY_PATH = '/rtc-call/ready';

/** What GET /rtc-call/ready answers: with 200 where it is ready, with 503 where not. */
export type Ready = (
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly because: Exclude<ReadinessState, 'ready'>;
      /** The same for a person. */
      readonly message: string;
    }
) & {
  /** Each URL of a TURN server; not there where none is configured. */
  readonly turn?: readonly ReadyTurn[];
};

/** Whether one TURN server can be used. */
export interface ReadyTurn {
  readonly url: string;
  /** Null until it has been tried. */
  readonly works: boolean | null;
  /** What is wrong with it. */
  readonly because?: string;
  /** The same for a person. */
  readonly message?: string;
}

const MESSAGES: Record<Exclude<ReadinessState, 'ready'>, string> = {
  stopping: 'The server stops. What is under way goes on elsewhere.',
  'store-unreachable': 'The server cannot reach the store that keeps its rooms, and tries again and again.',
  'turn-unusable': 'No TURN server is known to work, and the server tries them again and again.',
};

/** @param turn what is known of the TURN servers. */
export function readyReply(state: ReadinessState, turn: readonly TurnUrlState[]): Reply {
  const ready: Ready = {
    ...(state === 'ready' ? { ready: true } : { ready: false, because: state, message: MESSAGES[state] }),
    ...(turn.length > 0 && { turn: turn.map(readyTurn) }),
  };
  return {
    status: ready.ready ? 200 : 503,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(ready),
  };
}

function readyTurn({ url, proof }: TurnUrlState): ReadyTurn {
  if (proof === null || proof.works) return { url, works: proof?.works ?? null };
  const { fault } = proof;
  return { url, works: false, because: fault.kind, message: describeTurnFault(url, fault) };
}
