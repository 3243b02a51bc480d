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

/** A device that was held is gone, and no other could take its place. */
export function unplugged(kind: SourceKind): SourceFailure {
  return {
    kind,
    reason: 'unplugged',
    message:
      `The ${kind} stopped: it was unplugged, or the browser took it away. ` +
      `Plug it in again or choose another, and turn the ${kind} on.`,
  };
}

/**
 * What `getUserMedia` threw, in words.
 * @param policyAllows whether the page's Permissions Policy lets it use the
 *   device at all; where it does not, browsers say the same as when a user refuses.
 * @see https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia
 */
export function sourceFailure(kind: SourceKind, thrown: unknown, policyAllows: boolean): SourceFailure {
  const { name, said } = describe(thrown);
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return { kind, reason: 'denied', message: deniedMessage(kind, said, policyAllows) };
    case 'NotFoundError':
      return { kind, reason: 'missing', message: `No ${kind} was found. Connect one, and turn the ${kind} on again.` };
    case 'OverconstrainedError':
      // Only the device's id is ever asked for exactly, so nothing else can be too much.
      return {
        kind,
        reason: 'missing',
        message: `The chosen ${kind} is not connected. Connect it or choose another, and turn the ${kind} on again.`,
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        kind,
        reason: 'busy',
        message: `The ${kind} does not start; most often another program uses it. Close that, and turn the ${kind} on again.`,
      };
    default:
      return {
        kind,
        reason: 'unknown',
        message: `The ${kind} could not be started. The browser says: ${said || name}`,
      };
  }
}

/** By shape, since what a frame's devices throw is no Error of this page. */
function describe(thrown: unknown): { name: string; said: string } {
  if (typeof thrown !== 'object' || thrown === null) return { name: '', said: String(thrown) };
  return {
    name: 'name' in thrown ? String(thrown.name) : '',
    said: 'message' in thrown ? String(thrown.message) : '',
  };
}

function deniedMessage(kind: SourceKind, said: string, policyAllows: boolean): string {
  if (!policyAllows) {
    return (
      `This page may not use the ${kind}: the page around it, or the server it comes from, does not pass the permission on. ` +
      `Its frame needs allow="camera; microphone", and a Permissions-Policy header must not forbid it.`
    );
  }
  // Chromium's words where the operating system withholds the device; there is no other sign of it.
  if (/by system/i.test(said)) {
    return `The operating system does not let this browser use the ${kind}. Allow it in the system’s privacy settings.`;
  }
  return `The browser does not let this page use the ${kind}. Allow it in the site settings, by the address bar, and turn the ${kind} on again.`;
}
