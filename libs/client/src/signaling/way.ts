import type { SignalingServiceClient } from '@rtc-call/contract/client';
import type { Clock } from '../ports/clock.ts';
import { Inquiry, type Outcome } from './inquiry.ts';

export interface WayOptions {
  readonly client: SignalingServiceClient;
  /** Which of the browser's connections to the server; see grpcWebTransport. */
  readonly credentials: RequestCredentials;
  /** A request over them, for which any answer will do. */
  readonly question: (signal: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
}

/** One of the browser's ways to the server. */
export class Way {
  readonly client: SignalingServiceClient;
  readonly credentials: RequestCredentials;
  readonly #question: WayOptions['question'];
  readonly #clock: Clock;
  #inquiry: Inquiry | null = null;

  constructor({ client, credentials, question, clock }: WayOptions) {
    this.client = client;
    this.credentials = credentials;
    this.#question = question;
    this.#clock = clock;
  }

  /** Asks whether it lives. A question of earlier counts as well, if it is answered from now on. */
  async ask(): Promise<Outcome> {
    this.#inquiry ??= new Inquiry(this.#question, this.#clock);
    const inquiry = this.#inquiry;
    const outcome = await inquiry.ask();
    if (this.#inquiry === inquiry) this.#inquiry = null;
    return outcome;
  }
}
