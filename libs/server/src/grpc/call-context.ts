import type { Deadline, Metadata } from '@grpc/grpc-js';
import { type MethodInfo, ServerCallContextController } from '@protobuf-ts/runtime-rpc';
import type { CallContext } from '../rpc/call.ts';
import { fromGrpcMetadata, toGrpcMetadata } from './metadata.ts';

/** The latest moment that a Date can hold: a call without a deadline (ECMA-262, "Time Values and Time Range"). */
const NEVER = 8.64e15;

/** What calls of every kind have. */
interface GrpcCall {
  readonly cancelled: boolean;
  readonly metadata: Metadata;
  getDeadline(): Deadline;
  getPeer(): string;
  sendMetadata(headers: Metadata): void;
  on(event: 'cancelled', listener: () => void): unknown;
}

/** A grpc-js call as its handler sees it. */
export class GrpcCallContext extends ServerCallContextController implements CallContext {
  readonly peer: string;

  constructor(method: MethodInfo, call: GrpcCall) {
    const deadline = call.getDeadline();
    super(
      method,
      fromGrpcMetadata(call.metadata),
      deadline === Number.POSITIVE_INFINITY ? new Date(NEVER) : new Date(deadline),
      (headers) => call.sendMetadata(toGrpcMetadata(headers)),
    );
    this.peer = call.getPeer();
    call.on('cancelled', () => this.notifyCancelled());
    if (call.cancelled) this.notifyCancelled();
  }
}
