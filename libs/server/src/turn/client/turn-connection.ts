import type { TurnUrl } from '../ice-url.ts';
import { openStream } from './stream-connection.ts';
import type { TurnError } from './turn-fault.ts';
import { openUdp } from './udp-connection.ts';

/** A way to a TURN server. */
export interface TurnConnection {
  /** Whether what is sent arrives, or the connection fails: then nothing is sent twice. */
  readonly isReliable: boolean;
  send(message: Buffer): void;
  /** Ends it; nothing is heard after it. */
  close(): void;
}

/** What comes by it. */
export interface ConnectionListener {
  /** A whole message. */
  heard(message: Buffer): void;
  /** It is of no more use. */
  failed(error: TurnError): void;
}

export interface ConnectionOptions {
  /** Gives up the wait for the connection. */
  readonly signal: AbortSignal;
  /** PEM certificates that are trusted for TLS instead of the usual ones. */
  readonly ca?: string;
}

/**
 * Opens a connection by the transport of the URL.
 * @throws {TurnError} when it cannot be had, or the signal is aborted first.
 */
export function openTurnConnection(
  url: TurnUrl,
  listener: ConnectionListener,
  options: ConnectionOptions,
): Promise<TurnConnection> {
  return url.transport === 'udp' ? openUdp(url, listener, options) : openStream(url, listener, options);
}
