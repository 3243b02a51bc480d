// What `npm run dev` runs: the server on a port of its own, and before it Vite, which is the one to talk to.
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';
import { startPages } from './pages.mjs';
import { startServer } from './server.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const port = await freePort();
const server = startServer(root, port, process.argv.slice(2));
const pages = await startPages(root, port);
console.log(`\n  rtc-call from its sources: ${pages.resolvedUrls?.local[0]}\n  Stop with Ctrl+C.\n`);

/** @param {number} code */
async function end(code) {
  process.exitCode = code;
  server.kill('SIGTERM');
  await pages.close();
}

server.once('exit', (code) => void end(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(0));
