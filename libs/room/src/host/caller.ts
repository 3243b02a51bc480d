/** Who calls a host, as far as it must know. */
export interface Caller {
  /** Aborted when the caller is gone before the call is done. */
  readonly signal: AbortSignal;
  /** The caller's address, where it is known. */
  readonly peer: string | undefined;
}
