import type {
  JoinRequest,
  JoinResponse,
  LeaveRequest,
  LeaveResponse,
  SendRequest,
  SendResponse,
} from '@rtc-call/contract';

/**
 * The signaling service as a client reaches it. Whatever is thrown is a
 * CallError. gRPC-Web implements it, and so does the fake server.
 */
export interface SignalingTransport {
  /** Opens the stream of events. Aborting `signal` ends it, and the iteration with it, without an error. */
  join(request: JoinRequest, signal: AbortSignal): AsyncIterable<JoinResponse>;
  send(request: SendRequest, signal: AbortSignal): Promise<SendResponse>;
  /** Goes out even when the page is about to close. */
  leave(request: LeaveRequest): Promise<LeaveResponse>;
}
