import { type Metadata, status } from '@grpc/grpc-js';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { toGrpcMetadata } from './metadata.ts';

/** What grpc-js makes a status of. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  constructor(
    readonly code: status,
    readonly details: string,
    readonly metadata: Metadata,
  ) {
    super(details);
  }

  /** The status of whatever was thrown. Only an RpcError says what it is. */
  static from(thrown: unknown): StatusError {
    const error = thrown instanceof RpcError ? thrown : new RpcError('The server has a fault.', 'INTERNAL');
    return new StatusError(statusNumber(error.code), error.message, toGrpcMetadata(error.meta));
  }
}

function statusNumber(name: string): status {
  const known = Object.entries(status).find(([key, value]) => key === name && typeof value === 'number');
  return known === undefined ? status.UNKNOWN : Number(known[1]);
}
