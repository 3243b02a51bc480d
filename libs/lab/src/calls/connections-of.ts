import type { CallPage } from './call-page.ts';

/** How many peer connections each page has made since it was loaded. */
export function connectionsOf(pages: readonly CallPage[]): Promise<readonly number[]> {
  return Promise.all(pages.map(({ page }) => page.evaluate(() => window.peerConnections.length)));
}
