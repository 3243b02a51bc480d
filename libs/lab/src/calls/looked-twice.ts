import type { CallPage } from './call-page.ts';
import { selectedPaths } from './selected-paths.ts';

/** How often a connection's signaling state changes in two negotiations, of which the second is a second look for paths. */
const CHANGES_OF_TWO = 4;

/**
 * Waits until a page that speaks to its relay over TCP or TLS has looked once more for a better path. A page with a
 * better one has no need to, and so has one whose other end has looked for both.
 */
export async function lookedTwice(callPage: CallPage): Promise<void> {
  const paths = await selectedPaths(callPage);
  if (!paths.some(({ relayProtocol }) => relayProtocol === 'tcp' || relayProtocol === 'tls')) return;
  await callPage.page.waitForFunction(
    (changes) => {
      const connection = window.peerConnections.at(-1);
      return connection?.signalingState === 'stable' && connection.signalingChanges >= changes;
    },
    CHANGES_OF_TWO,
    { polling: 100 },
  );
}
