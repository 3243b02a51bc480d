export interface AskLimits {
  /** How often one address may ask at once. */
  readonly burst: number;
  /** How long until it may ask once more, in milliseconds. */
  readonly everyMs: number;
  /** How many addresses are remembered. Of more, those that asked longest ago start anew. */
  readonly addresses: number;
}

/** Bounds how often each address may ask for something, by the generic cell rate algorithm (ITU-T I.371, annex A). */
export class AskLimiter {
  readonly #limits: AskLimits;
  readonly #now: () => number;
  /** When all that an address has asked for is made up for; in the order in which they asked last. */
  readonly #paidAt = new Map<string, number>();

  /** @param now milliseconds since some fixed moment. */
  constructor(limits: AskLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** 0 where it may; otherwise how long it has to wait, in milliseconds. */
  ask(address: string): number {
    const { burst, everyMs, addresses } = this.#limits;
    const now = this.#now();
    const paidAt = Math.max(this.#paidAt.get(address) ?? now, now) + everyMs;
    const tooEarlyMs = paidAt - burst * everyMs - now;
    if (tooEarlyMs > 0) return tooEarlyMs;
    this.#paidAt.delete(address);
    this.#paidAt.set(address, paidAt);
    const [oldest] = this.#paidAt.keys();
    if (this.#paidAt.size > addresses && oldest !== undefined) this.#paidAt.delete(oldest);
    return 0;
  }
}
