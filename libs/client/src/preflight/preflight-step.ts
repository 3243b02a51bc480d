/** What a preflight looks at, in the order in which it is told. The list is closed. */
export const PREFLIGHT_STEPS = [
  /** Whether there is a microphone, and this page gets it. */
  'microphone',
  /** The same for a camera. */
  'camera',
  /** Whether the call server answers, and how fast. */
  'signaling',
  /** Whether a STUN server answers over UDP, so that others can be reached without a relay. */
  'stun',
  /** Whether a TURN server that is reached over UDP relays, and how well. */
  'turn-udp',
  /** The same over TCP. */
  'turn-tcp',
  /** The same over TLS. */
  'turn-tls',
] as const;

export type PreflightStep = (typeof PREFLIGHT_STEPS)[number];

/** The steps that are relay loops. */
export type TurnStep = Extract<PreflightStep, `turn-${string}`>;

/** The steps for which ICE servers must be known. */
export type PathStep = 'stun' | TurnStep;

export const TURN_STEPS: readonly TurnStep[] = ['turn-udp', 'turn-tcp', 'turn-tls'];

export const PATH_STEPS: readonly PathStep[] = ['stun', ...TURN_STEPS];

export const isPathStep = (step: PreflightStep): step is PathStep => PATH_STEPS.some((path) => path === step);
