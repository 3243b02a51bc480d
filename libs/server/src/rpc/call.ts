import type { RpcMetadata, ServerCallContext } from '@protobuf-ts/runtime-rpc';

/** What a door tells of a call beside what protobuf-ts asks for. */
export interface CallContext extends ServerCallContext {
  /** The other end's address, as `host:port`, where the door knows it. */
  readonly peer?: string;
}

/** One call, as a handler sees it. */
export interface Call {
  /** Aborted when the caller is gone before the handler is done: it cancelled, its deadline passed, or the connection broke. */
  readonly signal: AbortSignal;
  /** What the caller sent along. */
  readonly headers: Readonly<RpcMetadata>;
  /** The other end's address, as `host:port`, where it is known. */
  readonly peer: string | undefined;
}

/**
 * Runs a handler with the call that belongs to a context. A call that was
 * cancelled before its handler began counts as cancelled; one that merely ended
 * does not, although a door may report that like a cancellation.
 */
export async function withCall<R>(context: CallContext, run: (call: Call) => Promise<R>): Promise<R> {
  const cancellation = new AbortController();
  const stopListening = context.onCancel(() => cancellation.abort());
  if (context.cancelled) cancellation.abort();
  try {
    return await run({ signal: cancellation.signal, headers: context.headers, peer: context.peer });
  } finally {
    stopListening();
  }
}
