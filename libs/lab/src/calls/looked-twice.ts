import type { CallPage } from './call-page.ts';
import { selectedPaths } from './selected-paths.ts';

/** How often a connection's signaling state changes in two negotiations, of which the second is a second look for paths. */
const CHANGES_OF_TWO = 4;

/** Waits until the two ends of a call have looked once more for a better path, if either speaks to its relay over TCP or TLS. */
export async function lookedTwice(pages: readonly CallPage[]): Promise<void> {
  const paths = (await Promise.all(pages.map(selectedPaths))).flat();
  if (!paths.some(({ relayProtocol }) => relayProtocol === 'tcp' || relayProtocol === 'tls')) return;
  await Promise.all(pages.map(hasNegotiatedTwice));
}

async function hasNegotiatedTwice({ page }: CallPage): Promise<void> {
  await page.waitForFunction(
    (changes) => {
      const connection = window.peerConnections.at(-1);
      return connection?.signalingState === 'stable' && connection.signalingChanges >= changes;
    },
    CHANGES_OF_TWO,
    { polling: 100 },
  );
}
