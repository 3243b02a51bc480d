/** What an operator can be told of: for a log. Holds no secret. */
export interface HostFact {
  readonly kind: 'entered' | 'resumed' | 'stream-ended' | 'went-away' | 'left' | 'swept' | 'store-unavailable';
  readonly room: string;
  readonly participantId?: string;
  readonly stream?: string;
  /** The client's address, where it is known. */
  readonly peer?: string;
  /** How, or why. */
  readonly detail?: string;
}
