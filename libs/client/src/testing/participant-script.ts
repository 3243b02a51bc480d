import type { SourceKind } from '../call/snapshot.ts';

/** Something that somebody does in a page. Times are in milliseconds. */
export type PageAction =
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'rename'; readonly displayName: string }
  | { readonly kind: 'turn-on'; readonly source: SourceKind }
  | { readonly kind: 'turn-off'; readonly source: SourceKind }
  /** Looks at the page again, after another tab: it becomes visible. */
  | { readonly kind: 'look' }
  /** Every link of the page looks for a new path. */
  | { readonly kind: 'restart-ice' }
  /** Every link of the page has something new to negotiate. */
  | { readonly kind: 'renegotiate' }
  /**
   * The network between this page and another is gone for a while; that to the server is not. `way`: what is lost.
   * Default: `both`; `out` is only what this page sends.
   */
  | { readonly kind: 'interrupt'; readonly other: string; readonly forMs: number; readonly way?: 'both' | 'out' }
  /** The page is in another network from now on, with other addresses; the way to the server it does not lose. */
  | { readonly kind: 'move' };

/** Something that somebody does with a page. Times are in milliseconds. */
export type TabAction =
  /** Opens the page where there is none, and does nothing in it. */
  | { readonly kind: 'open' }
  /** The page is gone, and there again after so long. */
  | { readonly kind: 'reload'; readonly takesMs: number }
  /** Closes the tab. */
  | { readonly kind: 'close' }
  /** The page's process dies, so that it can say nothing. */
  | { readonly kind: 'crash' }
  /** Goes to another page, and comes back to this one as it was after so long: it is frozen meanwhile. */
  | { readonly kind: 'freeze'; readonly forMs: number };

/** What somebody can do. To `join` opens the page first where there is none. */
export type ParticipantAction = PageAction | TabAction;

/** An action and when it is done. */
export interface ScriptedAction {
  /** Milliseconds from the moment at which the script is given to the participant. */
  readonly at: number;
  readonly action: ParticipantAction;
}

/** What somebody does, and when. Data: print it, keep it with a failing test, and play it again. */
export type ParticipantScript = readonly ScriptedAction[];
