/**
 * Makes errors without a stack, and signals that are aborted for one and the
 * same reason: of what a run costs, an exception that is made for each is the
 * greatest part, and nobody looks at any.
 */
export function makeErrorsCheap(): void {
  Error.stackTraceLimit = 0;
  const { abort } = AbortController.prototype;
  const reason = new DOMException('This operation was aborted', 'AbortError');
  AbortController.prototype.abort = function abortCheaply(why: unknown = reason): void {
    abort.call(this, why);
  };
}
