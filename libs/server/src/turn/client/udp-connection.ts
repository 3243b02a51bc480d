import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { StunUrl } from '../ice-url.ts';
import { connectionError } from './connection-fault.ts';
import type { ConnectionListener, ConnectionOptions, TurnConnection } from './turn-connection.ts';

/** A socket that speaks to one server only, so that the system tells when nothing listens there. */
export async function openUdp(
  { host, port }: StunUrl,
  listener: ConnectionListener,
  { signal }: ConnectionOptions,
): Promise<TurnConnection> {
  const { address, family } = await lookup(host).catch((error: unknown) => {
    throw connectionError(error);
  });
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    const connected = once(socket, 'connect', { signal });
    socket.connect(port, address);
    await connected;
  } catch (error) {
    socket.close();
    throw connectionError(error);
  }
  let isClosed = false;
  socket.on('message', (message) => listener.heard(message));
  socket.on('error', (error) => listener.failed(connectionError(error)));
  return {
    isReliable: false,
    send: (message) => {
      if (!isClosed) socket.send(message);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      socket.close();
    },
  };
}
