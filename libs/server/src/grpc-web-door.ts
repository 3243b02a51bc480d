import type { RpcMetadata } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, LIMITS, SignalingService } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import {
  createGrpcWebHandler,
  GrpcWebError,
  type GrpcWebErrorReason,
  type GrpcWebHandler,
  grpcWebService,
} from './grpc-web/index.ts';
import { authorityOf } from './http/exchange.ts';
import type { OriginPolicy } from './http/origin-policy.ts';
import type { Logger } from './logging/logger.ts';
import type { CallContext } from './rpc/call.ts';
import { rpcFailure } from './rpc/rpc-failure.ts';

/** The signaling service by gRPC-Web, for the HTTP port. */
export function createGrpcWebDoor(
  service: ISignalingService<CallContext>,
  admits: OriginPolicy,
  logger: Logger,
): GrpcWebHandler {
  return createGrpcWebHandler({
    services: [grpcWebService<ISignalingService<CallContext>>(SignalingService, service)],
    // A page's other credentials mode is another connection pool in some browsers: its way round a connection that is dead.
    allowCredentials: true,
    allowedOrigins: (origin, request) => admits(origin, authorityOf(request)),
    maxRequestBytes: LIMITS.messageBytes,
    describeError: (error) => (error instanceof GrpcWebError ? detailsOf(error) : {}),
    onCallEnd: (call) => logger.debug(call, 'A call ended'),
    onRefusal: ({ httpStatus, message }, path) =>
      logger.info({ path, httpStatus, reason: message }, 'Refused a request'),
    onFault: (error, path) => logger.error({ err: error, path }, 'A call failed by a fault of the server'),
  });
}

/** Which errors of the contract the adapter's own are. The rest concern gRPC-Web alone, and its status says enough. */
const CODES: Partial<Record<GrpcWebErrorReason, ErrorCode>> = {
  'message-malformed': ErrorCode.INVALID_ARGUMENT,
  'message-too-large': ErrorCode.MESSAGE_TOO_LARGE,
  'metadata-malformed': ErrorCode.INVALID_ARGUMENT,
  'timeout-malformed': ErrorCode.INVALID_ARGUMENT,
  'shutting-down': ErrorCode.SHUTTING_DOWN,
  'handler-fault': ErrorCode.INTERNAL,
};

function detailsOf({ reason, message }: GrpcWebError): RpcMetadata {
  const code = CODES[reason];
  return code === undefined ? {} : rpcFailure(code, message).meta;
}
