import type { ReadinessState } from '../readiness.ts';
import type { Reply } from './reply.ts';

/** Where a balancer asks whether to send clients here. */
export const READY_PATH = '/rtc-call/ready';

/** What GET /rtc-call/ready answers: with 200 where it is ready, with 503 where not. */
export type Ready =
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly because: Exclude<ReadinessState, 'ready'>;
      /** The same for a person. */
      readonly message: string;
    };

const MESSAGES: Record<Exclude<ReadinessState, 'ready'>, string> = {
  stopping: 'The server stops. What is under way goes on elsewhere.',
  'store-unreachable': 'The server cannot reach the store that keeps its rooms, and tries again and again.',
};

export function readyReply(state: ReadinessState): Reply {
  const ready: Ready = state === 'ready' ? { ready: true } : { ready: false, because: state, message: MESSAGES[state] };
  return {
    status: ready.ready ? 200 : 503,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(ready),
  };
}
