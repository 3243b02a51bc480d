/** The exit codes of the command. */
export const EXIT = {
  /** It ran, and ended in order; or it printed what was asked for. */
  ok: 0,
  /** The server could not start: a port is taken, for instance. */
  notStarted: 1,
  /** It was told something wrong. */
  misconfigured: 2,
} as const;
