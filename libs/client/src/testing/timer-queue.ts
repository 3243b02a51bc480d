/** Something to be done at a time. */
export interface Timer {
  readonly at: number;
  readonly run: () => void;
  /** Of two for the same time, the one that was set first goes first. */
  readonly order: number;
  cancelled: boolean;
}

/** Timers by their time: a binary heap, since a simulation sets millions of them. */
export class TimerQueue {
  readonly #heap: Timer[] = [];
  #set = 0;
  #waiting = 0;

  /** How many are set and not cancelled. */
  get size(): number {
    return this.#waiting;
  }

  add(at: number, run: () => void): Timer {
    this.#set += 1;
    this.#waiting += 1;
    const timer: Timer = { at, run, order: this.#set, cancelled: false };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return timer;
  }

  /** Does nothing to one that has run. */
  cancel(timer: Timer): void {
    if (timer.cancelled) return;
    timer.cancelled = true;
    this.#waiting -= 1;
  }

  /** Takes the first that is due by `end`; null when none is. */
  take(end: number): Timer | null {
    for (;;) {
      const [first] = this.#heap;
      if (first === undefined || (!first.cancelled && first.at > end)) return null;
      this.#removeFirst();
      if (first.cancelled) continue;
      this.cancel(first);
      return first;
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(index: number): void {
    let child = index;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #sink(index: number): void {
    let parent = index;
    for (;;) {
      const left = 2 * parent + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
