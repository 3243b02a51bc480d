/**
 * Everything that can end or prevent a call. The list is closed; each has a
 * sentence for a person, which `CallError.message` holds.
 */
export type CallErrorCode =
  /** The browser lacks something a call needs, RTCPeerConnection above all. */
  | 'unsupported-browser'
  /** The page is no secure context, so there is no camera and no microphone. */
  | 'insecure-context'
  /** An option or an argument has a value that it cannot have. */
  | 'invalid-argument'
  /** The room has as many participants as it admits. */
  | 'room-full'
  /** As many calls as plain HTTP/1.1 allows are open in this browser. */
  | 'too-many-calls'
  /** The server does not admit pages of this page's origin. */
  | 'origin-refused'
  /** Nothing answers at the server's address. */
  | 'server-unreachable'
  /** The server is about to stop. */
  | 'server-stopping'
  /** The server carries as much as it is allowed to. */
  | 'server-busy'
  /** The server cannot reach the store that keeps its rooms. */
  | 'store-unavailable'
  /** The connection to the server broke. A call in which this happens goes on, and reconnects. */
  | 'connection-lost'
  /** The server has ended the session, or does not know it. A call in which this happens begins another. */
  | 'session-ended'
  /** Another page goes on as this participant. */
  | 'superseded'
  /** A fault of ours, on either side. */
  | 'internal';

/** The one error that this library throws and shows. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly code: CallErrorCode,
    message: string,
    options?: { cause?: unknown; retryable?: boolean },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options?.retryable ?? false;
  }

  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;

  /** Makes a CallError of whatever was thrown; what is one already stays as it is. */
  static from(thrown: unknown): CallError {
    if (thrown instanceof CallError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new CallError('internal', message, { cause: thrown });
  }
}
