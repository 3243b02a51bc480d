// The process of browser-at-home.ts: it runs inside a network namespace, and so does the browser that it starts.
import { once } from 'node:events';
import { type BrowserName, launchServer, LOOPBACK } from './launch.ts';
import { passOn } from './pass-on.ts';

const [name = '', socketPath = '', ...args] = process.argv.slice(2);

const server = await launchServer(name as BrowserName, args);
const { port, pathname } = new URL(server.wsEndpoint());
const door = passOn({ host: LOOPBACK, port: Number(port) }).listen(socketPath);
await once(door, 'listening');

process.once('disconnect', () => void server.kill().finally(() => process.exit()));
process.send?.({ pathname });
