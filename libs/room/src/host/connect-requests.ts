import type {
  ConnectRequest,
  ConnectResponse,
  JoinRequest,
  LeaveRequest,
  SendRequest,
  SendResponse,
} from '@rtc-call/contract';
import type { Clock } from './clock.ts';
import { invalidArgument } from './invalid-argument.ts';
import { errorDetail } from './error-detail.ts';
import { HOST_LIMITS } from './limits.ts';
import { RoomError } from './room-error.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * The request that a bidirectional stream begins with. A client that does not
 * get to it within `HOST_LIMITS.joinMs` is refused. Undefined where one of the
 * signals was aborted first: the client is gone, or the server stops.
 */
export async function firstJoin(
  requests: AsyncIterator<ConnectRequest>,
  clock: Clock,
  until: readonly AbortSignal[],
): Promise<JoinRequest | undefined> {
  const waiting = new AbortController();
  const giveUp = () => waiting.abort();
  const cancelTimer = clock.after(HOST_LIMITS.joinMs, giveUp);
  // Not AbortSignal.any(): the server's own signal lives as long as the server, and would collect what hangs on it.
  for (const signal of until) signal.addEventListener('abort', giveUp);
  if (until.some((signal) => signal.aborted)) giveUp();
  try {
    const first = await untilAborted(requests.next(), waiting.signal);
    if (first !== undefined && !first.done && first.value.request.oneofKind === 'join') return first.value.request.join;
    if (first === undefined && until.some((signal) => signal.aborted)) return undefined;
    throw invalidArgument('join', `must be the first request, within ${HOST_LIMITS.joinMs / 1000} s`);
  } finally {
    cancelTimer();
    for (const signal of until) signal.removeEventListener('abort', giveUp);
  }
}

/**
 * Handles what a bidirectional stream says after its joining, one request after
 * the other, and gives the replies. A request is only read when the reply before
 * it was taken. Half-closing leaves.
 */
export async function* connectReplies(
  requests: AsyncIterator<ConnectRequest>,
  handle: {
    send(request: SendRequest): Promise<SendResponse>;
    leave(request?: LeaveRequest): Promise<void>;
  },
): AsyncGenerator<ConnectResponse, void> {
  for (;;) {
    const next = await requests.next();
    if (next.done) return handle.leave();
    const { request } = next.value;
    switch (request.oneofKind) {
      case 'send':
        yield await reply(request.send, handle.send);
        break;
      case 'leave':
        return handle.leave(request.leave);
      case 'join':
        throw invalidArgument('request', '"join" can only be the first');
      case undefined:
        throw invalidArgument('request', 'exactly one must be set');
    }
  }
}

async function reply(
  request: SendRequest,
  send: (request: SendRequest) => Promise<SendResponse>,
): Promise<ConnectResponse> {
  try {
    return { response: { oneofKind: 'sent', sent: await send(request) } };
  } catch (thrown) {
    if (!(thrown instanceof RoomError)) throw thrown;
    const { sequence } = request;
    const error = errorDetail(thrown.code, thrown.message, thrown.retryAfterMs);
    return { response: { oneofKind: 'refused', refused: { sequence, error } } };
  }
}
