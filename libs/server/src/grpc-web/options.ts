import type { RpcError, RpcMetadata } from '@protobuf-ts/runtime-rpc';
import type { OriginPolicy } from './cors.ts';
import type { Refusal } from './refusal.ts';
import type { GrpcWebService } from './service.ts';
import type { StatusCode } from './status-code.ts';

/** How a call ended, for a log. */
export interface CallSummary {
  /** `/package.Service/Method`, as the client wrote it. */
  readonly path: string;
  readonly code: StatusCode;
  /** The status message; empty for OK. */
  readonly message: string;
  readonly durationMs: number;
}

/** What an adapter is told by whoever embeds it. None of the callbacks may throw. */
export interface GrpcWebOptions {
  readonly services: readonly GrpcWebService[];

  /** The pages that may call. There is no default. */
  readonly allowedOrigins: OriginPolicy;

  /** The largest request message, in bytes after decompression. Default 65536. */
  readonly maxRequestBytes?: number;

  /**
   * For how long a browser may remember that it is allowed to call, in seconds.
   * Default 86400, a day, more than which none keeps; 0 makes it ask each time.
   */
  readonly preflightMaxAgeSeconds?: number;

  /** Whether pages may call with cookies (Access-Control-Allow-Credentials). Default false. */
  readonly allowCredentials?: boolean;

  /**
   * How long the headers of a stream can wait for its handler, in milliseconds.
   * They are sent when the handler calls sendResponseHeaders(), sends its first
   * message, or after this time, so that the client knows the stream to be
   * open. Default 100. 0 sends them before the handler starts, Infinity leaves
   * it to the handler. An error before that comes in the headers.
   */
  readonly streamHeadersWithinMs?: number;

  /**
   * How long the end of a response may wait for a client that does not read, in
   * milliseconds, before what carries it is cut: its connection, or over HTTP/2
   * its stream. Default 2000; Infinity leaves it to the client.
   */
  readonly endReadWithinMs?: number;

  /**
   * Metadata to go with an error, such as `grpc-status-details-bin`. Asked for
   * every error of a handler and of the adapter (GrpcWebError, with its
   * reason). The error's own `meta` wins where both have a key.
   */
  readonly describeError?: (error: RpcError) => RpcMetadata;

  /** Called when a call has ended, in whatever way. */
  readonly onCallEnd?: (call: CallSummary) => void;

  /** Called when a request was refused by plain HTTP, before it was a call. */
  readonly onRefusal?: (refusal: Refusal, path: string) => void;

  /** Called with what a handler threw that is no RpcError, and with its other mistakes. The client is told none of it. */
  readonly onFault?: (error: unknown, path: string) => void;
}

/** The options with their defaults. */
export type Settings = Required<Omit<GrpcWebOptions, 'services' | 'allowedOrigins'>>;

/** Puts the defaults in. Throws a RangeError if a number makes no sense. */
export function settingsOf(options: GrpcWebOptions): Settings {
  const settings: Settings = {
    maxRequestBytes: options.maxRequestBytes ?? 64 * 1024,
    preflightMaxAgeSeconds: options.preflightMaxAgeSeconds ?? 86_400,
    allowCredentials: options.allowCredentials ?? false,
    streamHeadersWithinMs: options.streamHeadersWithinMs ?? 100,
    endReadWithinMs: options.endReadWithinMs ?? 2_000,
    describeError: options.describeError ?? (() => ({})),
    onCallEnd: options.onCallEnd ?? (() => {}),
    onRefusal: options.onRefusal ?? (() => {}),
    onFault: options.onFault ?? (() => {}),
  };
  assertWhole('maxRequestBytes', settings.maxRequestBytes, 2 ** 31 - 1);
  assertWhole('preflightMaxAgeSeconds', settings.preflightMaxAgeSeconds, 2 ** 31 - 1);
  for (const name of ['streamHeadersWithinMs', 'endReadWithinMs'] as const) {
    if (settings[name] >= 0) continue;
    throw new RangeError(`${name} must be 0, a number of milliseconds, or Infinity.`);
  }
  return settings;
}

function assertWhole(name: string, value: number, largest: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return;
  throw new RangeError(`${name} must be a whole number from 0 to ${largest}; it is ${value}.`);
}
