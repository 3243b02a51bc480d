import { RpcError, type RpcMetadata } from '@protobuf-ts/runtime-rpc';
import type { StatusCode } from './status-code.ts';

const CODES = {
  /** No such service or method. */
  'method-unknown': 'UNIMPLEMENTED',
  /** The method streams its requests, which gRPC-Web cannot. */
  'method-not-servable': 'UNIMPLEMENTED',
  /** Not exactly one request message (grpc/doc/statuscodes.md, "cardinality violation"). */
  'message-count': 'UNIMPLEMENTED',
  /** A compression that the adapter does not know. */
  'encoding-unknown': 'UNIMPLEMENTED',
  /** A message is flagged as compressed, but no compression was named (grpc/doc/compression.md). */
  'encoding-missing': 'INTERNAL',
  /** The request's frame, base64, compressed data or message cannot be read. */
  'message-malformed': 'INVALID_ARGUMENT',
  /** The request message is larger than the limit. */
  'message-too-large': 'RESOURCE_EXHAUSTED',
  /** `grpc-timeout` cannot be read. */
  'timeout-malformed': 'INVALID_ARGUMENT',
  /** A `-bin` header is no base64. */
  'metadata-malformed': 'INVALID_ARGUMENT',
  /** The time that `grpc-timeout` gave is over. */
  'deadline-exceeded': 'DEADLINE_EXCEEDED',
  /** The client closed the call. Nobody is there to be told, except the handler. */
  'client-gone': 'CANCELLED',
  /** The server is about to stop. */
  'shutting-down': 'UNAVAILABLE',
  /** The handler failed with something other than an RpcError. */
  'handler-fault': 'INTERNAL',
} as const satisfies Record<string, StatusCode>;

/** Why the adapter itself, and not a handler, ended a call. */
export type GrpcWebErrorReason = keyof typeof CODES;

/** An error that the adapter made. Its status code follows from its reason. */
export class GrpcWebError extends RpcError {
  override readonly name = 'GrpcWebError';
  readonly reason: GrpcWebErrorReason;

  constructor(reason: GrpcWebErrorReason, message: string, meta?: RpcMetadata) {
    super(message, CODES[reason], meta);
    this.reason = reason;
  }
}

/**
 * Whether a handler threw an RpcError. Told by shape and not by class, because
 * the class exists twice where both builds of runtime-rpc are loaded.
 */
export function isRpcError(error: unknown): error is RpcError {
  return (
    error instanceof RpcError ||
    (error instanceof Error && error.name === 'RpcError' && 'code' in error && typeof error.code === 'string')
  );
}
