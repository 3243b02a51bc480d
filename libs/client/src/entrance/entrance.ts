import type { HttpPort } from '../ports/http.ts';
import type { Locks } from '../stream-slots/held-lock.ts';
import { acquireStreamSlot, limitsStreams, type StreamSlot, tooManyCalls } from '../stream-slots/stream-slots.ts';
import { askAbout, originFault } from './server-about.ts';

export interface EntranceOptions {
  readonly server: string;
  readonly http: HttpPort;
  /** Null where the browser has no Web Locks. */
  readonly locks: Locks | null;
  /** Gives up asking. */
  readonly signal: AbortSignal;
}

/**
 * What must be known before a stream is opened: that the server admits the
 * page, and that the browser has a connection left for the stream. The slot is
 * the caller's to release.
 * @throws {CallError}
 */
export async function passEntrance({ server, http, locks, signal }: EntranceOptions): Promise<StreamSlot> {
  const about = await askAbout(http, server, signal);
  const refused = originFault(about, server);
  if (refused !== null) throw refused;
  // Browsers speak HTTP/2 and later only over TLS, whatever the timing entry has yet to say.
  const isLimited = server.startsWith('http:') || limitsStreams(about.protocol);
  if (!isLimited) return FREE_SLOT;
  const slot = await acquireStreamSlot({ locks, serverOrigin: server });
  if (slot === null) throw tooManyCalls();
  return slot;
}

/** Over HTTP/2 and later a stream takes no connection of its own. */
const FREE_SLOT: StreamSlot = { release: () => {} };
