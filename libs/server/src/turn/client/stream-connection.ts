import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TurnUrl } from '../ice-url.ts';
import { StunFrames } from '../stun/stun-frames.ts';
import { connectionError } from './connection-fault.ts';
import type { ConnectionListener, ConnectionOptions, TurnConnection } from './turn-connection.ts';
import { TurnError } from './turn-fault.ts';

/** A connection by TCP, or TLS over it, as a browser would have it: with a certificate that it trusts. */
export async function openStream(
  { host, port, transport }: TurnUrl,
  listener: ConnectionListener,
  { signal, ca }: ConnectionOptions,
): Promise<TurnConnection> {
  const isTls = transport === 'tls';
  // A server name is a name (RFC 6066, section 3).
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const socket: Socket = isTls
    ? connectTls({ host, port, ...servername, ...(ca !== undefined && { ca }) })
    : connect({ host, port });
  let isConnected = false;
  socket.once('connect', () => (isConnected = true));
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal });
  } catch (error) {
    socket.destroy();
    const { fault } = signal.aborted ? new TurnError({ kind: 'no-answer' }) : connectionError(error);
    const inHandshake = isTls && isConnected && (fault.kind === 'no-answer' || fault.kind === 'not-turn');
    throw new TurnError(inHandshake ? { kind: 'no-tls', detail: handshakeEnd(fault.kind) } : fault, { cause: error });
  }
  const frames = new StunFrames();
  socket.setNoDelay(true);
  socket.on('data', (bytes: Buffer) => {
    for (const message of frames.push(bytes)) listener.heard(message);
  });
  socket.on('error', (error) => listener.failed(connectionError(error)));
  socket.on('end', () => listener.failed(new TurnError({ kind: 'not-turn' })));
  return {
    isReliable: true,
    send: (message) => void (socket.writable && socket.write(message)),
    close: () => socket.destroySoon(),
  };
}

function handshakeEnd(kind: 'no-answer' | 'not-turn'): string {
  return kind === 'no-answer' ? 'the handshake is not answered' : 'the handshake is cut off';
}
