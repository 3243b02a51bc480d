import type { Link } from '../link/link.ts';
import type { LinkLife } from '../link/link-life.ts';
import type { Clock } from '../ports/clock.ts';
import { LINGER_MS } from '../recovery/recovery.limits.ts';

export interface PairLinksOptions {
  readonly clock: Clock;
  /** @throws {DOMException} what the browser throws, which may have too many of them. */
  create(generation: number): Link;
  /** Told of each link as it is made, leads and is closed. May close all. */
  tell(link: Link, moment: LinkLife['moment']): void;
}

/**
 * The links in being of a pair: the one that leads, and at times a successor
 * that is to replace it, or the one before it that has not ended yet.
 */
export class PairLinks {
  readonly #options: PairLinksOptions;
  #leading: Link | null = null;
  #successor: Link | null = null;
  #retired: Link | null = null;
  #isClosed = false;
  #stopLingering = () => {};

  constructor(options: PairLinksOptions) {
    this.#options = options;
  }

  /** The one whose tracks are shown; null before there is one. It is the same to the end also when it is closed. */
  get leading(): Link | null {
    return this.#leading;
  }

  get successor(): Link | null {
    return this.#successor;
  }

  /** Those that can be negotiated. */
  get current(): readonly Link[] {
    return [this.#leading, this.#successor].filter((link) => link !== null);
  }

  get all(): readonly Link[] {
    return [this.#retired, ...this.current].filter((link) => link !== null);
  }

  /** Makes the first, which leads at once. */
  open(generation: number): void {
    const link = this.#create(generation);
    if (link === null) return;
    this.#leading = link;
    this.#tell(link, 'made');
    if (!this.#isClosed) this.#tell(link, 'leads');
  }

  /** Makes a successor. */
  make(generation: number): void {
    const link = this.#create(generation);
    if (link === null) return;
    this.#successor = link;
    this.#tell(link, 'made');
  }

  /** The link before goes on for a moment: the other end still shows its tracks until it takes over, too. */
  takeOver(): void {
    this.#endRetired();
    const successor = this.#successor;
    if (successor === null) return;
    this.#retired = this.#leading;
    this.#leading = successor;
    this.#successor = null;
    this.#stopLingering = this.#options.clock.after(LINGER_MS, () => this.#endRetired());
    this.#tell(successor, 'leads');
  }

  /** Closes the successor. */
  drop(): void {
    const successor = this.#successor;
    this.#successor = null;
    if (successor !== null) this.#end(successor);
  }

  /** Ends all, for good. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopLingering();
    const links = this.all;
    this.#successor = null;
    this.#retired = null;
    for (const link of links) this.#end(link);
  }

  /** Null where all was closed while it was made. */
  #create(generation: number): Link | null {
    const link = this.#options.create(generation);
    if (!this.#isClosed) return link;
    link.close();
    return null;
  }

  #endRetired(): void {
    this.#stopLingering();
    const retired = this.#retired;
    this.#retired = null;
    if (retired !== null) this.#end(retired);
  }

  #end(link: Link): void {
    link.close();
    this.#tell(link, 'closed');
  }

  #tell(link: Link, moment: LinkLife['moment']): void {
    this.#options.tell(link, moment);
  }
}
