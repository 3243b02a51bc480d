import type {
  ConnectRequest,
  ConnectResponse,
  GetIceServersRequest,
  GetIceServersResponse,
  JoinRequest,
  JoinResponse,
  LeaveRequest,
  LeaveResponse,
  SendRequest,
  SendResponse,
} from '@rtc-call/contract';
import type { Call } from './call.ts';

/**
 * The signaling service without any transport, as RoomHost is. What it refuses
 * is thrown as RoomError. A stream is pulled: the next response is asked for when
 * the one before it was taken by the connection. When the call's signal is
 * aborted, a stream ends by itself.
 */
export interface SignalingHandlers {
  join(request: JoinRequest, call: Call): AsyncIterable<JoinResponse>;
  send(request: SendRequest, call: Call): Promise<SendResponse>;
  leave(request: LeaveRequest, call: Call): Promise<LeaveResponse>;
  connect(requests: AsyncIterable<ConnectRequest>, call: Call): AsyncIterable<ConnectResponse>;
  getIceServers(request: GetIceServersRequest, call: Call): Promise<GetIceServersResponse>;
}
