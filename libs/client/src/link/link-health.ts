import type { LinkFacts } from './link-facts.ts';

/**
 * Whether a link works, for who has to do something about it.
 * - `starting`: no path was found yet.
 * - `connected`: there is a path, and the other end was not heard over it, or is just not.
 * - `proven`: there is a path, and the other end is heard over it.
 * - `stalled`: neither word nor bytes come over the path.
 * - `closed`: the other end has closed the link; the path was not at fault.
 * - `failed`: no path was found, the one that was is gone for good, or nothing can be negotiated.
 */
export type LinkHealth = 'starting' | 'connected' | 'proven' | 'stalled' | 'closed' | 'failed';

export function linkHealth(facts: LinkFacts): LinkHealth {
  const { connectionState, wasConnected, control, wasHeard, negotiationFailed } = facts;
  if (control === 'closed') return 'closed';
  if (negotiationFailed || connectionState === 'failed' || connectionState === 'closed') return 'failed';
  if (control === 'silent') return 'stalled';
  if (wasHeard && connectionState === 'connected') return 'proven';
  return wasConnected ? 'connected' : 'starting';
}
