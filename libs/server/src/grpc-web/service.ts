import type { MethodInfo, RpcInputStream, ServerCallContext, ServiceInfo } from '@protobuf-ts/runtime-rpc';

/** A service and what implements it. Made by grpcWebService(). */
export interface GrpcWebService {
  readonly info: ServiceInfo;
  readonly targets: readonly MethodTarget[];
}

/** A method, bound to its implementation. */
export type MethodTarget =
  | {
      readonly kind: 'unary';
      readonly method: MethodInfo<object, object>;
      readonly run: (request: object, context: ServerCallContext) => Promise<object>;
    }
  | {
      readonly kind: 'server-stream';
      readonly method: MethodInfo<object, object>;
      readonly run: (request: object, responses: RpcInputStream<object>, context: ServerCallContext) => Promise<void>;
    }
  /** Streams its requests, which a browser cannot send. */
  | { readonly kind: 'client-stream'; readonly method: MethodInfo<object, object> };

/**
 * Joins a service with its implementation: an object as the protobuf-ts plugin
 * describes it with `server_generic`. Naming the generated interface has the
 * compiler check it: `grpcWebService<IGreeter>(Greeter, greeter)`.
 *
 * Throws a TypeError if a method that gRPC-Web can call is missing.
 */
export function grpcWebService<Implementation extends object>(
  info: ServiceInfo,
  implementation: Implementation,
): GrpcWebService {
  return { info, targets: info.methods.map((method) => bind(info, method, implementation)) };
}

/** All methods by the path of their URL. */
export function methodTable(services: readonly GrpcWebService[]): ReadonlyMap<string, MethodTarget> {
  const table = new Map<string, MethodTarget>();
  for (const { info, targets } of services) {
    for (const target of targets) {
      const path = `/${info.typeName}/${target.method.name}`;
      if (table.has(path)) throw new TypeError(`The service ${info.typeName} is given twice.`);
      table.set(path, target);
    }
  }
  return table;
}

function bind(info: ServiceInfo, method: MethodInfo<object, object>, implementation: object): MethodTarget {
  if (method.clientStreaming) return { kind: 'client-stream', method };
  const handler: unknown = Reflect.get(implementation, method.localName);
  if (typeof handler !== 'function') {
    throw new TypeError(`The implementation of ${info.typeName} has no method ${method.localName}().`);
  }
  return method.serverStreaming
    ? {
        kind: 'server-stream',
        method,
        run: async (...args) => void (await Reflect.apply(handler, implementation, args)),
      }
    : { kind: 'unary', method, run: async (...args) => Reflect.apply(handler, implementation, args) };
}
