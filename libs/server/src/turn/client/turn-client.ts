import { randomBytes } from 'node:crypto';
import type { TurnUrl } from '../ice-url.ts';
import { decodeXorAddress, encodeXorAddress, type TransportAddress } from '../stun/stun-address.ts';
import { decodeErrorCode } from '../stun/stun-error-code.ts';
import {
  attributeOf,
  decodeStun,
  encodeStun,
  type ReceivedStun,
  type StunAttribute,
  TRANSACTION_ID_BYTES,
} from '../stun/stun-message.ts';
import { STUN_ATTRIBUTE, STUN_CLASS, STUN_METHOD } from '../stun/stun-registry.ts';
import type { TurnCredentials } from '../turn-credentials.ts';
import { type Challenge, challengeIn } from './challenge.ts';
import { CLIENT_LIMITS } from './limits.ts';
import { type ConnectionOptions, openTurnConnection, type TurnConnection } from './turn-connection.ts';
import { refusalError, TurnError } from './turn-fault.ts';
import { TurnTransactions } from './turn-transactions.ts';

/** UDP, as IP numbers its protocols: what is relayed, however the client speaks to the server (RFC 8656, section 18.7). */
const RELAYED_TRANSPORT = Buffer.from([17, 0, 0, 0]);
/** RFC 8656, section 18.6. */
const FAMILIES = { ipv4: Buffer.from([1, 0, 0, 0]), ipv6: Buffer.from([2, 0, 0, 0]) } as const;

/** Hears what is relayed from a peer. */
export type PeerListener = (peer: TransportAddress, data: Buffer) => void;

/** A client of a TURN server, as a browser is one (RFC 8656): one allocation over one connection. */
export class TurnClient {
  readonly #credentials: TurnCredentials;
  readonly #transactions = new TurnTransactions();
  readonly #signal: AbortSignal;
  #connection: TurnConnection | null = null;
  #challenge: Challenge | null = null;
  #failure: TurnError | null = null;
  #hasAllocation = false;
  /** Hears what is relayed from a peer by a Data indication. */
  onData: PeerListener = () => {};

  private constructor(credentials: TurnCredentials, signal: AbortSignal) {
    this.#credentials = credentials;
    this.#signal = signal;
  }

  /**
   * Connects by the URL's transport.
   * @param options its signal bounds this and every later wait, unless `release` is given its own.
   * @throws {TurnError}
   */
  static async connect(url: TurnUrl, credentials: TurnCredentials, options: ConnectionOptions): Promise<TurnClient> {
    const client = new TurnClient(credentials, options.signal);
    const listener = {
      heard: (bytes: Buffer) => client.#hear(bytes),
      failed: (error: TurnError) => {
        client.#failure = error;
        client.#transactions.fail(error);
      },
    };
    client.#connection = await openTurnConnection(url, listener, options);
    return client;
  }

  /**
   * Allocates a relayed address (RFC 8656, section 7). From a server that asks for no credentials it takes none.
   * @param family which one to ask for; otherwise the server chooses.
   */
  async allocate(family?: keyof typeof FAMILIES): Promise<TransportAddress> {
    const response = await this.#request(STUN_METHOD.allocate, () => [
      { type: STUN_ATTRIBUTE.requestedTransport, value: RELAYED_TRANSPORT },
      ...(family === undefined ? [] : [{ type: STUN_ATTRIBUTE.requestedAddressFamily, value: FAMILIES[family] }]),
    ]);
    const value = attributeOf(response, STUN_ATTRIBUTE.xorRelayedAddress);
    const relayed = value && decodeXorAddress(value, response.transactionId);
    if (!relayed) throw new TurnError({ kind: 'not-turn' });
    this.#hasAllocation = true;
    if (this.#challenge === null) throw new TurnError({ kind: 'open-relay' });
    return relayed;
  }

  /** Lets a peer's packets in, and ours out to it (RFC 8656, section 9). */
  async createPermission(peer: TransportAddress): Promise<void> {
    await this.#request(STUN_METHOD.createPermission, (id) => [peerAttribute(peer, id)]);
  }

  /** The same, with a number that stands for the peer (RFC 8656, section 12). */
  async channelBind(channel: number, peer: TransportAddress): Promise<void> {
    const number = Buffer.alloc(4);
    number.writeUInt16BE(channel);
    await this.#request(STUN_METHOD.channelBind, (id) => [
      { type: STUN_ATTRIBUTE.channelNumber, value: number },
      peerAttribute(peer, id),
    ]);
  }

  /** Relays to a peer, by a Send indication: nothing tells whether it arrives (RFC 8656, section 11). */
  send(peer: TransportAddress, data: Buffer): void {
    const transactionId = randomBytes(TRANSACTION_ID_BYTES);
    const attributes = [peerAttribute(peer, transactionId), { type: STUN_ATTRIBUTE.data, value: data }];
    this.#say(encodeStun({ method: STUN_METHOD.send, class: STUN_CLASS.indication, transactionId, attributes }));
  }

  /**
   * Gives the allocation back, which the server would keep for minutes otherwise, and ends the connection.
   * @param signal bounds this wait instead of the client's own, which may be aborted by now.
   */
  async release(signal: AbortSignal = this.#signal): Promise<void> {
    const nothing = { type: STUN_ATTRIBUTE.lifetime, value: Buffer.alloc(4) };
    // Where it fails there is nothing more to be done.
    if (this.#hasAllocation) await this.#request(STUN_METHOD.refresh, () => [nothing], signal).catch(() => {});
    this.close();
  }

  /** Ends the connection. */
  close(): void {
    this.#connection?.close();
  }

  /** Asks with the credentials that the server wants, and with a nonce that it takes. */
  async #request(
    method: number,
    attributes: (transactionId: Buffer) => readonly StunAttribute[],
    signal = this.#signal,
  ): Promise<ReceivedStun> {
    for (let attempt = 1; ; attempt += 1) {
      const proved = this.#challenge !== null;
      const transactionId = randomBytes(TRANSACTION_ID_BYTES);
      const request = this.#encode(method, transactionId, attributes(transactionId));
      const response = await this.#ask(transactionId, request, signal);
      if (response.class === STUN_CLASS.success) return response;
      const refusal = decodeErrorCode(attributeOf(response, STUN_ATTRIBUTE.errorCode));
      if (refusal === null) throw new TurnError({ kind: 'not-turn' });
      const asksAgain = (refusal.code === 401 && !proved) || refusal.code === 438;
      if (!asksAgain || attempt === CLIENT_LIMITS.attempts) throw refusalError(refusal);
      this.#challenge = challengeIn(response, this.#credentials);
      if (this.#challenge === null) throw new TurnError({ kind: 'not-turn' });
    }
  }

  #ask(transactionId: Buffer, bytes: Buffer, signal: AbortSignal): Promise<ReceivedStun> {
    const connection = this.#connection;
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (connection === null) throw new Error('A client is connected before it asks');
    return this.#transactions.request(connection, transactionId, bytes, signal);
  }

  #encode(method: number, transactionId: Buffer, attributes: readonly StunAttribute[]): Buffer {
    const { answer = [], key } = this.#challenge ?? {};
    const message = { method, class: STUN_CLASS.request, transactionId, attributes: [...attributes, ...answer] };
    return encodeStun(message, key);
  }

  #say(bytes: Buffer): void {
    if (this.#failure === null) this.#connection?.send(bytes);
  }

  #hear(bytes: Buffer): void {
    const message = decodeStun(bytes);
    if (message === null) return;
    if (message.class === STUN_CLASS.indication) return this.#hearIndication(message);
    // A success that nobody with our key made is not the server's (RFC 8489, section 9.2.5).
    const key = this.#challenge?.key;
    if (message.class === STUN_CLASS.success && key !== undefined && !message.isAuthentic(key)) return;
    this.#transactions.take(message);
  }

  #hearIndication(message: ReceivedStun): void {
    if (message.method !== STUN_METHOD.data) return;
    const from = attributeOf(message, STUN_ATTRIBUTE.xorPeerAddress);
    const peer = from && decodeXorAddress(from, message.transactionId);
    const data = attributeOf(message, STUN_ATTRIBUTE.data);
    if (peer && data !== undefined) this.onData(peer, data);
  }
}

function peerAttribute(peer: TransportAddress, transactionId: Buffer): StunAttribute {
  return { type: STUN_ATTRIBUTE.xorPeerAddress, value: encodeXorAddress(peer, transactionId) };
}
