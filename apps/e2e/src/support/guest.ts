import { setTimeout as delay } from 'node:timers/promises';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { ClientMessage, JoinRequest, JoinResponse, Resume, Session } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';

/** How a client comes back: at once, then after a random wait below a bound that doubles (full jitter). In milliseconds. */
const FIRST_RETRY_WITHIN_MS = 250;
const RETRY_WITHIN_MS = 4_000;

/** After so long a send that is not answered is sent again, in milliseconds. */
const SEND_PATIENCE_MS = 1_000;

export interface GuestListener {
  /** Hears every event, also those that the guest answers itself. */
  onEvent(event: JoinResponse['event']): void;
  /** A stream is over, or was refused; the guest is about to come back. */
  onStreamEnd?(): void;
}

/** Somebody in a room without a browser: signaling only, over gRPC-Web and HTTP/1.1 as pages use it. */
export class Guest {
  readonly #client: SignalingServiceClient;
  readonly #room: string;
  readonly #joinId = crypto.randomUUID();
  readonly #listener: GuestListener;
  #participantId = '';
  #session: Session | null = null;
  #resume: Resume | null = null;
  #sequence = 0;
  #sent: Promise<void> = Promise.resolve();
  #stream = new AbortController();
  #hasGone = false;

  constructor(server: string, room: string, listener: GuestListener) {
    this.#client = new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: server, format: 'binary' }));
    this.#room = room;
    this.#listener = listener;
  }

  /** Empty before it is in the room for the first time. */
  get participantId(): string {
    return this.#participantId;
  }

  /** Enters the room, and stays in it: whenever its stream ends, it comes back. Resolves when it has gone. */
  async stay(): Promise<void> {
    let tries = 0;
    while (!this.#hasGone) {
      if (tries > 0) await delay(Math.random() * Math.min(RETRY_WITHIN_MS, FIRST_RETRY_WITHIN_MS * 2 ** (tries - 1)));
      tries += 1;
      this.#stream = new AbortController();
      try {
        for await (const response of this.#join()) {
          tries = 0;
          this.#hear(response);
        }
      } catch {
        // Whatever it was: it comes back.
      }
      this.#listener.onStreamEnd?.();
    }
  }

  /** Says something, after what was said before has been acknowledged. */
  send(message: ClientMessage['message']): Promise<void> {
    this.#sent = this.#sent.then(() => this.#deliver(message));
    return this.#sent;
  }

  /** Resets its connection, as a network does that fails. */
  cut(): void {
    this.#stream.abort();
  }

  /** Goes without a word. */
  go(): void {
    this.#hasGone = true;
    this.#stream.abort();
  }

  #join(): AsyncIterable<JoinResponse> {
    const profile = { displayName: 'Guest', microphoneOn: false, cameraOn: false };
    const request: JoinRequest = { room: this.#room, profile, joinId: this.#joinId };
    if (this.#resume !== null) request.resume = this.#resume;
    return this.#client.join(request, { abort: this.#stream.signal }).responses;
  }

  #hear({ epoch, position, event }: JoinResponse): void {
    if (event.oneofKind === 'welcome') {
      this.#participantId = event.welcome.participantId;
      this.#session = event.welcome.session ?? null;
      this.#sequence = 0;
    }
    if (event.oneofKind === 'resumed') this.#session = event.resumed.session ?? this.#session;
    const token =
      event.oneofKind === 'welcome'
        ? event.welcome.resumeToken
        : event.oneofKind === 'resumed'
          ? event.resumed.resumeToken
          : (this.#resume?.token ?? '');
    this.#resume = { token, epoch, position };
    if (event.oneofKind === 'heartbeat') {
      void this.send({ oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: event.heartbeat.id } });
    }
    this.#listener.onEvent(event);
  }

  async #deliver(message: ClientMessage['message']): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#sequence += 1;
    const request = { session, sequence: this.#sequence, messages: [{ message }] };
    // In another session nobody waits for it any more.
    while (!this.#hasGone && this.#session?.id === session.id) {
      try {
        await this.#client.send(request, { abort: AbortSignal.timeout(SEND_PATIENCE_MS) }).response;
        return;
      } catch {
        await delay(FIRST_RETRY_WITHIN_MS);
      }
    }
  }
}
