/**
 * Resolves when every promise reaction that is due has run, and those that they
 * caused: a macrotask comes after them all. What waits for the world (a timer, a
 * network) is not waited for.
 */
export const promisesSettled: () => Promise<void> = 'process' in globalThis ? byTick : byMessage;

/** Node runs a tick that was asked for by a promise reaction after all the others, and without a turn of the event loop. */
async function byTick(): Promise<void> {
  await Promise.resolve();
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Browsers have no ticks, and their timers are held back when they follow one another. */
function byMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
