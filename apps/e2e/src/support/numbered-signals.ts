import { setTimeout as delay } from 'node:timers/promises';
import { Guest } from './guest.ts';

/** How often each guest says a number, in milliseconds. */
const EVERY_MS = 20;

/** Guests of one room who keep telling each other numbers, and write down what they hear. */
export class NumberedSignals {
  readonly #guests: readonly Guest[];
  /** What each has heard, in order, by who said it. */
  readonly #heard: readonly Map<string, number[]>[];
  readonly #stop = new AbortController();
  #said = 0;
  #talk: Promise<unknown> = Promise.resolve();

  private constructor(guests: readonly Guest[], heard: readonly Map<string, number[]>[]) {
    this.#guests = guests;
    this.#heard = heard;
  }

  /**
   * Brings `count` guests into the room, one after the other, and lets them talk.
   * @param bring enters one; called with which one it is.
   */
  static async begin(
    server: string,
    room: string,
    count: number,
    bring: (index: number, enter: () => Promise<void>) => Promise<void>,
  ): Promise<NumberedSignals> {
    const heard = Array.from({ length: count }, () => new Map<string, number[]>());
    const guests: Guest[] = [];
    for (const [index, book] of heard.entries()) {
      const entered = Promise.withResolvers<void>();
      const guest = new Guest(server, room, {
        onEvent(event) {
          if (event.oneofKind === 'welcome') entered.resolve();
          if (event.oneofKind !== 'signalReceived') return;
          const { from, signal } = event.signalReceived;
          book.set(from, [...(book.get(from) ?? []), Number(signal?.negotiationId)]);
        },
      });
      guests.push(guest);
      await bring(index, () => {
        void guest.stay();
        return entered.promise;
      });
    }
    const signals = new NumberedSignals(guests, heard);
    signals.#talk = signals.#goOn();
    return signals;
  }

  /** Who they are. */
  get participantIds(): readonly string[] {
    return this.#guests.map(({ participantId }) => participantId);
  }

  /** Ends the talk when all that was said is acknowledged. Answers how many numbers each has said to each. */
  async finish(): Promise<number> {
    this.#stop.abort();
    await this.#talk;
    return this.#said;
  }

  /** What was heard, one list for each listener and speaker. */
  get heard(): readonly (readonly number[])[] {
    return this.#heard.flatMap((book) => [...book.values()]);
  }

  end(): void {
    this.#stop.abort();
    for (const guest of this.#guests) guest.go();
  }

  async #goOn(): Promise<void> {
    const sent: Promise<void>[] = [];
    while (!this.#stop.signal.aborted) {
      this.#said += 1;
      for (const guest of this.#guests) {
        for (const other of this.#guests) if (other !== guest) sent.push(say(guest, other, this.#said));
      }
      await delay(EVERY_MS);
    }
    await Promise.all(sent);
  }
}

function say(from: Guest, to: Guest, number: number): Promise<void> {
  return from.send({
    oneofKind: 'signal',
    signal: {
      to: to.participantId,
      toIncarnation: '',
      signal: {
        link: 'main',
        generation: 1,
        negotiationId: String(number),
        payload: { oneofKind: 'endOfCandidates', endOfCandidates: {} },
      },
    },
  });
}
