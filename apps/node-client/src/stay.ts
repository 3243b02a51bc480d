import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { RpcError, type RpcInputStream } from '@protobuf-ts/runtime-rpc';
import type { ClientMessage, ConnectRequest, JoinRequest, JoinResponse, Resume, SendRequest } from '@rtc-call/contract';
import type { ISignalingServiceClient } from '@rtc-call/contract/client';
import { endsTheStay } from './ends-the-stay.ts';

/** The longest wait before a stream is opened again, in milliseconds. Waits grow towards it, with full jitter. */
const LONGEST_WAIT_MS = 4_000;

/**
 * Takes part in a room over one stream after the other. What was missed between
 * them comes, what was not acknowledged is sent again, and neither comes twice.
 */
export class Stay {
  readonly #client: ISignalingServiceClient;
  readonly #wish: JoinRequest;
  /** Where to go on; null before the first Welcome. */
  #resume: Resume | null = null;
  /** Of the stream that is open, from its first event on. */
  #requests: RpcInputStream<ConnectRequest> | null = null;
  #sequence = 0;
  #unacknowledged: SendRequest[] = [];

  constructor(client: ISignalingServiceClient, wish: Pick<JoinRequest, 'room' | 'profile'>) {
    this.#client = client;
    this.#wish = { ...wish, joinId: randomUUID() };
  }

  /** What happens in the room, until it was left. Fails where it cannot be entered, or come back to. */
  async *events(): AsyncGenerator<JoinResponse['event'], void> {
    for (let failures = 0; ; failures += 1) {
      try {
        let moves = false;
        for await (const event of this.#stream()) {
          failures = 0;
          if (event.oneofKind === 'resumeElsewhere') moves = true;
          else yield event;
          if (moves) break;
        }
        if (!moves) return;
      } catch (error) {
        if (this.#resume === null || endsTheStay(error)) throw error;
        console.error('The stream broke:', error instanceof RpcError ? error.message : error);
        // The first try comes at once.
        if (failures > 0) await delay(Math.random() * Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures));
      }
    }
  }

  /** Says something to the room. While no stream is open, it waits for the next one. */
  say(message: ClientMessage['message']): void {
    this.#sequence += 1;
    const send = { sequence: this.#sequence, messages: [{ message }] };
    this.#unacknowledged.push(send);
    this.#send({ oneofKind: 'send', send });
  }

  leave(): void {
    this.#send({ oneofKind: 'leave', leave: { mayReturn: false } });
  }

  async *#stream(): AsyncGenerator<JoinResponse['event'], void> {
    const abort = new AbortController();
    const { requests, responses } = this.#client.connect({ abort: abort.signal });
    const join = { ...this.#wish, ...(this.#resume !== null && { resume: this.#resume }) };
    try {
      await requests.send({ request: { oneofKind: 'join', join } });
      for await (const { response } of responses) {
        if (response.oneofKind === 'event') {
          this.#note(response.event, requests);
          yield response.event.event;
        } else if (response.oneofKind === 'sent') {
          const { acknowledged } = response.sent;
          this.#unacknowledged = this.#unacknowledged.filter(({ sequence }) => sequence > acknowledged);
        } else if (response.oneofKind === 'refused') {
          throw new Error(`The room refused a batch: ${response.refused.error?.message}`);
        }
      }
    } finally {
      // Cancelling is not leaving; half-closing would be.
      abort.abort();
      this.#requests = null;
    }
  }

  #note({ epoch, position, event }: JoinResponse, requests: RpcInputStream<ConnectRequest>): void {
    const { oneofKind } = event;
    const token =
      (oneofKind === 'welcome' && event.welcome.resumeToken) ||
      (oneofKind === 'resumed' && event.resumed.resumeToken) ||
      (this.#resume?.token ?? '');
    this.#resume = { token, epoch, position };
    if (oneofKind === 'welcome') {
      // Another session: what was not acknowledged is forgotten.
      this.#sequence = 0;
      this.#unacknowledged = [];
    }
    if (oneofKind !== 'welcome' && oneofKind !== 'resumed') return;
    this.#requests = requests;
    for (const send of this.#unacknowledged) this.#send({ oneofKind: 'send', send });
  }

  #send(request: ConnectRequest['request']): void {
    // When it fails, so does the stream, and the next one carries what counts.
    this.#requests?.send({ request }).catch(() => {});
  }
}
