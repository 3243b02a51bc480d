/** What a call must know of the page it lives in. */
export interface PageLifecycle {
  /** Calls `listener` when the page is closed, or left for another one. Returns what ends it. */
  onHide(listener: () => void): () => void;
}
