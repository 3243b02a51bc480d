import type {
  GetIceServersRequest,
  GetIceServersResponse,
  JoinRequest,
  JoinResponse,
  LeaveRequest,
  LeaveResponse,
  SendRequest,
  SendResponse,
} from '@rtc-call/contract';
import { AsyncQueue } from '../../testing/network/async-queue.ts';
import type { SignalingCallOptions, SignalingTransport } from '../signaling-transport.ts';

/** A stream that was asked for. */
export interface ScriptedStream extends SignalingCallOptions {
  readonly request: JoinRequest;
  readonly responses: AsyncQueue<JoinResponse>;
}

/** A batch that was sent. */
export interface ScriptedSend extends SignalingCallOptions {
  readonly request: SendRequest;
  readonly answer: PromiseWithResolvers<SendResponse>;
}

/** ICE servers that were asked for. */
export interface ScriptedInquiry extends SignalingCallOptions {
  readonly request: GetIceServersRequest;
  readonly answer: PromiseWithResolvers<GetIceServersResponse>;
}

/** A transport whose streams say what a test hands them, and whose batches it answers. */
export class ScriptedTransport implements SignalingTransport {
  readonly streams: ScriptedStream[] = [];
  readonly sends: ScriptedSend[] = [];
  readonly leaves: LeaveRequest[] = [];
  readonly inquiries: ScriptedInquiry[] = [];

  join(request: JoinRequest, options: SignalingCallOptions): AsyncIterable<JoinResponse> {
    const responses = new AsyncQueue<JoinResponse>();
    options.signal.addEventListener('abort', () => responses.abandon());
    this.streams.push({ request, ...options, responses });
    return responses;
  }

  send(request: SendRequest, options: SignalingCallOptions): Promise<SendResponse> {
    const answer = Promise.withResolvers<SendResponse>();
    this.sends.push({ request, ...options, answer });
    return answer.promise;
  }

  async leave(request: LeaveRequest): Promise<LeaveResponse> {
    this.leaves.push(request);
    return {};
  }

  getIceServers(request: GetIceServersRequest, options: SignalingCallOptions): Promise<GetIceServersResponse> {
    const answer = Promise.withResolvers<GetIceServersResponse>();
    this.inquiries.push({ request, ...options, answer });
    return answer.promise;
  }

  /** The stream that was asked for last. */
  get stream(): ScriptedStream {
    return lastOf(this.streams);
  }

  /** The batch that was sent last. */
  get batch(): ScriptedSend {
    return lastOf(this.sends);
  }

  /** Answers that batch. */
  acknowledge(): void {
    const { request, answer } = this.batch;
    answer.resolve({ acknowledged: request.sequence });
  }
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new Error('there was none');
  return last;
}
