import { createSocket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { StunUrl } from '../ice-url.ts';
import { connectionError } from './connection-fault.ts';
import type { ConnectionListener, ConnectionOptions, TurnConnection } from './turn-connection.ts';
import { TurnError } from './turn-fault.ts';

/** A socket that speaks to one server only, so that the system tells when nothing listens there. */
export async function openUdp(
  { host, port }: StunUrl,
  listener: ConnectionListener,
  { signal }: ConnectionOptions,
): Promise<TurnConnection> {
  const { address, family } = await addressOf(host, signal);
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

/** A lookup cannot be aborted, and so is left alone. */
async function addressOf(host: string, signal: AbortSignal): Promise<LookupAddress> {
  const aborted = Promise.withResolvers<never>();
  const giveUp = () => aborted.reject(new TurnError({ kind: 'no-such-host' }));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([lookup(host), aborted.promise]);
  } catch (error) {
    throw connectionError(error);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
