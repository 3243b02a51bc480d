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

/** How one call is made. */
export interface SignalingCallOptions {
  /** Aborting it abandons the call. */
  readonly signal: AbortSignal;
  /**
   * Over which connections: 0 at first, and another number whenever those before may be stuck. With the first Join of
   * such a number, ones are found or made that work, which takes as long as it takes.
   */
  readonly pool: number;
}

/**
 * The signaling service as a client reaches it. Whatever is thrown is a
 * CallError. gRPC-Web implements it, and so does the fake server.
 */
export interface SignalingTransport {
  /** Opens the stream of events. Aborting the signal ends it, and the iteration with it, without an error. */
  join(request: JoinRequest, options: SignalingCallOptions): AsyncIterable<JoinResponse>;
  /** Rejects when the signal is aborted. */
  send(request: SendRequest, options: SignalingCallOptions): Promise<SendResponse>;
  /** Goes out even when the page is about to close, and cannot be abandoned. */
  leave(request: LeaveRequest, options: Pick<SignalingCallOptions, 'pool'>): Promise<LeaveResponse>;
  /** With a session: fresh ICE servers for it. Without: those for a test before joining. Rejects when the signal is aborted. */
  getIceServers(request: GetIceServersRequest, options: SignalingCallOptions): Promise<GetIceServersResponse>;
}
