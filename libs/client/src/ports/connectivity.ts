/** What a call must know of the network that it is on. */
export interface Connectivity {
  /**
   * Calls `listener` when what failed a moment ago may work now: the browser is online again, or the page became
   * visible. Returns what ends it.
   */
  onPromising(listener: () => void): () => void;
}
