import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of localhost that nobody listens on now.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port');
  return address.port;
}
