/**
 * The page that a call lives in, as it goes and comes back (HTML, 7.4.6.2:
 * `pagehide` and `pageshow`). `persisted`: the browser keeps the page as it is,
 * or has kept it, in its back/forward cache.
 */
export interface PageLifecycle {
  /** Calls `listener` when the page is closed, reloaded, or left for another one. Returns what ends it. */
  onHide(listener: (persisted: boolean) => void): () => void;
  /** Calls `listener` when the page is shown, at first or again. Returns what ends it. */
  onShow(listener: (persisted: boolean) => void): () => void;
}
