/**
 * Resolves when every promise reaction that is due has run, and those that they
 * caused: a macrotask comes after them all. What waits for the world (a timer, a
 * network) is not waited for.
 */
export const promisesSettled: () => Promise<void> = 'setImmediate' in globalThis ? byImmediate : byMessage;

function byImmediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Browsers have no setImmediate, and their timers are held back when they follow one another. */
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
