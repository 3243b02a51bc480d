/** What an address was wanted for. */
export type Door = 'HTTP' | 'gRPC';

/** Why an address could not be had. */
export type ListenFaultReason =
  /** Another process listens there. */
  | 'taken'
  /** The operating system wants privileges for this port. */
  | 'not-permitted'
  /** The host is no address of this machine, or no host at all. */
  | 'no-such-address'
  /** Anything else; the cause says what. */
  | 'other';

/** One address that could not be had. */
export interface ListenFault {
  readonly door: Door;
  readonly host: string;
  readonly port: number;
  readonly reason: ListenFaultReason;
  /** What is wrong, in a sentence. */
  readonly message: string;
}

/** The server could not start. It names everything that was wrong, not just the first. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(readonly faults: readonly ListenFault[]) {
    super(faults.map((fault) => fault.message).join('\n'));
  }
}

/** Says what a failure to listen means. */
export function toListenFault(door: Door, host: string, port: number, error: unknown): ListenFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = (reason: ListenFaultReason, message: string): ListenFault => ({ door, host, port, reason, message });
  switch (code) {
    case 'EADDRINUSE':
      return fault('taken', `Port ${port} on ${host}, wanted for ${door}, is taken by another process.`);
    case 'EACCES':
    case 'EPERM':
      return fault('not-permitted', `Port ${port} on ${host}, wanted for ${door}, needs privileges on this system.`);
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return fault('no-such-address', `"${host}", wanted for ${door}, is no address of this machine.`);
    default: {
      const detail = error instanceof Error ? error.message : String(error);
      return fault('other', `Port ${port} on ${host}, wanted for ${door}, cannot be used: ${detail}.`);
    }
  }
}
