import type { SourceKind } from '../call/snapshot.ts';

/** Why a microphone or camera is not to be had. */
export type SourceFailureReason =
  /** The user, the browser or the page's policy said no. */
  | 'denied'
  /** There is no such device. */
  | 'missing'
  /** Something else uses it. */
  | 'busy'
  /** It was there, and has been unplugged or taken away. */
  | 'unplugged'
  /** Anything else the browser may say. */
  | 'unknown';

/** A value to render; it is never thrown. */
export interface SourceFailure {
  readonly kind: SourceKind;
  readonly reason: SourceFailureReason;
  /** What is wrong and what helps, for a person. */
  readonly message: string;
}
