// Preloaded into what a launcher starts in the foreground: when the launcher is gone, however it went, the channel to it
// closes, and the process ends in order instead of staying behind.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
