import { CallError } from '../errors/call-error.ts';
import type { HttpPort } from '../ports/http.ts';
import { checkRequirements, type Environment } from '../requirements/requirements.ts';
import { acquireStreamSlot, limitsStreams, type StreamSlot, tooManyCalls } from '../stream-slots/stream-slots.ts';
import { askAbout, originFault } from './server-about.ts';

export interface EntranceOptions {
  readonly server: string;
  readonly http: HttpPort;
  readonly environment: () => Environment;
  readonly locks: LockManager | null;
}

/**
 * Everything that must be known before a stream is opened: that the browser can
 * hold a call, that the server admits the page, and that there is a connection
 * left for the stream. The slot is the caller's to release.
 * @throws {CallError}
 */
export async function passEntrance(options: EntranceOptions, signal: AbortSignal): Promise<StreamSlot> {
  const { server, http, environment, locks } = options;
  const unfit = checkRequirements(environment());
  if (unfit !== null) throw unfit;
  const about = await askAbout(http, server);
  const refused = originFault(about, server);
  if (refused !== null) throw refused;
  if (!limitsStreams(about.protocol)) return FREE_SLOT;
  const slot = await acquireStreamSlot({ locks, serverOrigin: server });
  if (slot === null) throw tooManyCalls();
  if (signal.aborted) slot.release();
  return slot;
}

/** Over HTTP/2 and later a stream takes no connection of its own. */
const FREE_SLOT: StreamSlot = { release: () => {} };
