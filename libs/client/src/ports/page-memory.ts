/** What a page that goes away leaves behind for the one that takes its place: in the same tab, reloaded. */
export interface PageMemory {
  /** Takes what the page before this one has left under a key, the oldest first; null when there is nothing (more). */
  take(key: string): string | null;
  /**
   * Leaves a text under a key, beside those that are there. Returns what takes it back; null where the browser lets
   * nothing be kept.
   */
  leave(key: string, text: string): (() => void) | null;
}
