/** Lets one task run at a time, in the order in which they came: what two measure at once is neither's. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs it when those before it are over, however they ended. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }
}
