import type { LinkStatus } from '../call/snapshot.ts';
import type { LinkFacts } from './link-facts.ts';

/** How a link is, for a person. A peer connection says `connected` for seconds after a path has died; the pings know. */
export function linkStatus(facts: LinkFacts): LinkStatus {
  if (facts.negotiationFailed) return 'failed';
  switch (facts.connectionState) {
    case 'failed':
    case 'closed':
      return 'failed';
    case 'connected':
      return facts.control === 'silent' || facts.control === 'closed' ? 'interrupted' : 'connected';
    case 'new':
    case 'connecting':
    case 'disconnected':
      return facts.wasConnected ? 'interrupted' : 'connecting';
  }
}
