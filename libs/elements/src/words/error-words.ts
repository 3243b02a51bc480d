import type { CallError, CallErrorCode } from '@rtc-call/client';
import type { Strings } from './strings.ts';

/** Whom an error's own message speaks to. */
type Reader =
  /** Whoever is about to call. */
  | 'guest'
  /** Whoever runs the page or the server: it is shown apart from what the guest is told. */
  | 'operator'
  /** A program: the words of the interface say the same better. */
  | 'program';

const READERS: Readonly<Record<CallErrorCode, Reader>> = {
  'unsupported-browser': 'guest',
  'insecure-context': 'guest',
  'invalid-argument': 'guest',
  'room-full': 'guest',
  'too-many-calls': 'guest',
  'origin-refused': 'operator',
  'server-unreachable': 'operator',
  'server-stopping': 'program',
  'server-busy': 'operator',
  'store-unavailable': 'program',
  'connection-lost': 'operator',
  'session-ended': 'operator',
  superseded: 'program',
  internal: 'operator',
};

/** What tries again is called by where it leads. */
const REJOINED: ReadonlySet<CallErrorCode> = new Set(['session-ended', 'superseded']);

/** What another try cannot mend: the browser, the page, or how the call is set up has to change first. */
const FINAL: ReadonlySet<CallErrorCode> = new Set(['unsupported-browser', 'insecure-context', 'invalid-argument']);

/** An error in words. */
export interface ErrorWords {
  readonly title: string;
  /** What happened and what to do, to whoever is about to call. */
  readonly text: readonly string[];
  /** More, for whoever runs the page or the server. */
  readonly details: string | null;
  /** The label of the button; null where another try cannot help. */
  readonly retry: string | null;
}

/** How an error is told. */
export function errorWords({ code, message }: CallError, strings: Strings): ErrorWords {
  const reader = READERS[code];
  return {
    title: strings.errorTitle[code],
    text: [reader === 'guest' ? message : undefined, strings.errorAdvice[code]].filter((text) => text !== undefined),
    details: reader === 'operator' ? strings.errorDetails(message) : null,
    retry: retryLabel(code, strings),
  };
}

function retryLabel(code: CallErrorCode, strings: Strings): string | null {
  if (FINAL.has(code)) return null;
  return REJOINED.has(code) ? strings.rejoin : strings.tryAgain;
}
