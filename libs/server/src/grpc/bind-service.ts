import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  MethodDefinition,
  ServerDuplexStream,
  ServerWritableStream,
  ServiceDefinition,
  UntypedHandleCall,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { MethodInfo, RpcInputStream, RpcOutputStream, ServiceInfo } from '@protobuf-ts/runtime-rpc';
import { GrpcCallContext } from './call-context.ts';
import { toGrpcMetadata } from './metadata.ts';
import { readRequest, UnreadableRequest } from './read-request.ts';
import { RequestStream } from './request-stream.ts';
import { StatusError } from './status-error.ts';

type Unary = (request: object, context: GrpcCallContext) => Promise<object>;
type ServerStreaming = (request: object, responses: RpcInputStream<object>, context: GrpcCallContext) => Promise<void>;
type Bidirectional = (
  requests: RpcOutputStream,
  responses: RpcInputStream<object>,
  context: GrpcCallContext,
) => Promise<void>;

/**
 * A protobuf-ts service (`server_generic`) as grpc-js takes it.
 *
 * This is what `adaptService` of @protobuf-ts/grpc-backend does, and it differs
 * in what that one lacks: the status of a failed stream keeps its code and
 * metadata, requests of a stream are read at the handler's pace, and a request
 * that is too large or malformed is a failure with details.
 */
export function bindService(
  info: ServiceInfo,
  implementation: object,
  { maxRequestBytes }: { readonly maxRequestBytes: number },
): { definition: ServiceDefinition; implementation: UntypedServiceImplementation } {
  const definition: Record<string, MethodDefinition<object, object>> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const method of info.methods) {
    definition[method.localName] = {
      path: `/${info.typeName}/${method.name}`,
      originalName: method.localName,
      requestStream: method.clientStreaming,
      responseStream: method.serverStreaming,
      requestDeserialize: (bytes: Buffer) => readRequest(method, bytes, maxRequestBytes),
      requestSerialize: (request: object) => Buffer.from(method.I.toBinary(request)),
      responseDeserialize: (bytes: Buffer) => method.O.fromBinary(bytes),
      responseSerialize: (response: object) => Buffer.from(method.O.toBinary(response)),
    };
    handlers[method.localName] = handlerOf(method, implementation);
  }
  return { definition, implementation: handlers };
}

function handlerOf(method: MethodInfo, implementation: object): UntypedHandleCall {
  const run: unknown = Reflect.get(implementation, method.localName);
  if (typeof run !== 'function') throw new TypeError(`The service has no method ${method.localName}()`);
  if (method.clientStreaming && method.serverStreaming) return bidirectional(method, run.bind(implementation));
  if (method.serverStreaming) return serverStreaming(method, run.bind(implementation));
  if (method.clientStreaming)
    throw new TypeError(`${method.localName}() streams requests only, which no method here does`);
  return unary(method, run.bind(implementation));
}

function unary(method: MethodInfo, run: Unary): handleUnaryCall<object, object> {
  return async (call, callback) => {
    const context = new GrpcCallContext(method, call);
    let response: object;
    try {
      response = await orRefuse(call.request, (request) => run(request, context));
    } catch (thrown) {
      callback(StatusError.from(thrown));
      return;
    }
    callback(null, response, toGrpcMetadata(context.trailers));
  };
}

function serverStreaming(method: MethodInfo, run: ServerStreaming): handleServerStreamingCall<object, object> {
  return (call) => {
    const context = new GrpcCallContext(method, call);
    finish(
      call,
      context,
      orRefuse(call.request, (request) => run(request, responsesOf(call), context)),
    );
  };
}

function bidirectional(method: MethodInfo, run: Bidirectional): handleBidiStreamingCall<object, object> {
  return (call) => {
    const context = new GrpcCallContext(method, call);
    finish(call, context, run(new RequestStream(call), responsesOf(call), context));
  };
}

async function orRefuse<R>(request: object, run: (request: object) => Promise<R>): Promise<R> {
  if (request instanceof UnreadableRequest) throw request.failure;
  return run(request);
}

type ResponseCall = ServerWritableStream<object, object> | ServerDuplexStream<object, object>;

/** `send()` settles when the message has left grpc-js's buffers, and never once the caller is gone. */
function responsesOf(call: ResponseCall): RpcInputStream<object> {
  return {
    send: (message) =>
      new Promise<void>((resolve) => {
        call.write(message, () => resolve());
      }),
    complete: () => Promise.resolve(),
  };
}

/** Ends a stream the way its handler ended. An `error` event is how grpc-js is told a status other than OK. */
function finish(call: ResponseCall, context: GrpcCallContext, running: Promise<void>): void {
  running.then(
    () => call.end(toGrpcMetadata(context.trailers)),
    (thrown: unknown) => {
      if (!call.cancelled) call.emit('error', StatusError.from(thrown));
    },
  );
}
