import type { RoomLog } from '@rtc-call/room';
import type { SecretRing } from '../signaling/signed-identities.ts';

/** Where a server keeps its rooms, and what it signs its tokens with. */
export interface Store {
  readonly log: RoomLog;
  /** Throws StoreUnavailableError for as long as the servers that share the store have not agreed on one. */
  readonly secrets: SecretRing;
  /** Whether rooms can be served. A store that cannot be reached is tried again and again, by itself. */
  readonly isReady: boolean;
  /** Calls the listener whenever `isReady` changes. */
  watchReady(listener: () => void): void;
  close(): Promise<void>;
}
