import { MemoryLog } from '@rtc-call/room';
import type { Store } from './store.ts';

/** Rooms in the memory of this process. */
export function memoryStore(secret: Uint8Array): Store {
  return {
    log: new MemoryLog(),
    secrets: () => [secret],
    isReady: true,
    watchReady: () => {},
    close: async () => {},
  };
}
