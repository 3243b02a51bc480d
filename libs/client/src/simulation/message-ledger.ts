import type { ClientMessage, OutgoingSignal, Signal } from '@rtc-call/contract';

/** One life of one page, as far as its messages tell of it. */
export interface Correspondent {
  /** For a person who reads a fault. */
  readonly name: string;
  participantId: string | null;
  incarnation: string | null;
  /** The session in which it speaks; null while it has none. */
  sessionId: string | null;
  /** The ledger's time of its last welcome. */
  welcomedAt: number;
  /** It hears and says nothing more. */
  isGone: boolean;
}

/**
 * Why a message need not come.
 * - `died unsent`: the sender was never told that it was taken, and the page or
 *   the session ended before that, so that nobody sends it again.
 * - `its receiver is gone`: or is another incarnation by now.
 * - `died with its room`: the receiver was welcomed anew after it was said: the
 *   rooms were lost with their server or their store, or what the receiver had
 *   not read was no longer kept.
 */
export type Excuse = 'died unsent' | 'its receiver is gone' | 'died with its room';

interface LedgerMessage {
  /** The ledger's time at which it was said. */
  readonly saidAt: number;
  readonly from: Correspondent;
  readonly sessionId: string | null;
  readonly to: string;
  readonly toIncarnation: string;
  readonly about: string;
  isAcknowledged: boolean;
  deliveries: number;
}

/**
 * What was said by whom, and what of it came to whom: that it came once and in
 * the sender's order, or why it did not have to. A signal is known by its
 * identity, since nothing here copies one.
 */
export class MessageLedger {
  readonly faults: string[] = [];
  readonly #messages = new Map<Signal, LedgerMessage>();
  readonly #correspondents: Correspondent[] = [];
  /** By sender and receiver, when the last message that came was said. */
  readonly #lastHeard = new Map<Correspondent, Map<Correspondent, number>>();
  #time = 0;

  /** How many messages came. */
  get delivered(): number {
    return [...this.#messages.values()].reduce((sum, { deliveries }) => sum + deliveries, 0);
  }

  open(name: string): Correspondent {
    const correspondent: Correspondent = {
      name,
      participantId: null,
      incarnation: null,
      sessionId: null,
      welcomedAt: 0,
      isGone: false,
    };
    this.#correspondents.push(correspondent);
    return correspondent;
  }

  welcomed(who: Correspondent, participantId: string, incarnation: string, sessionId: string): void {
    this.#time += 1;
    Object.assign(who, { participantId, incarnation, sessionId, welcomedAt: this.#time });
  }

  said(from: Correspondent, { to, toIncarnation, signal }: OutgoingSignal): void {
    if (signal === undefined) return;
    this.#time += 1;
    if (this.#messages.has(signal)) this.faults.push(`${from.name} said the same message twice`);
    this.#messages.set(signal, {
      saidAt: this.#time,
      from,
      sessionId: from.sessionId,
      to,
      toIncarnation,
      about: `${signal.negotiationId} ${signal.payload.oneofKind ?? 'nothing'}`,
      isAcknowledged: false,
      deliveries: 0,
    });
  }

  acknowledged(messages: readonly ClientMessage[]): void {
    for (const { message } of messages) {
      if (message.oneofKind !== 'signal' || message.signal.signal === undefined) continue;
      const known = this.#messages.get(message.signal.signal);
      if (known !== undefined) known.isAcknowledged = true;
    }
  }

  came(to: Correspondent, signal: Signal): void {
    const message = this.#messages.get(signal);
    if (message === undefined) return void this.faults.push(`${to.name} was told what nobody said`);
    message.deliveries += 1;
    const what = describe(message);
    if (message.deliveries > 1) this.faults.push(`${what} came ${message.deliveries} times, at last to ${to.name}`);
    if (message.to !== to.participantId) this.faults.push(`${what} came to ${to.name}`);
    if (message.toIncarnation !== '' && message.toIncarnation !== to.incarnation) {
      this.faults.push(`${what} came to another incarnation of ${to.name}`);
    }
    const heard = this.#lastHeard.get(to) ?? new Map<Correspondent, number>();
    this.#lastHeard.set(to, heard);
    if ((heard.get(message.from) ?? 0) > message.saidAt) this.faults.push(`${what} came to ${to.name} out of order`);
    heard.set(message.from, message.saidAt);
  }

  /** The faults, once nothing is on its way any more: what has not come must have a reason not to. */
  close(): readonly string[] {
    const missing = this.#missing().filter((message) => this.#excuseOf(message) === null);
    return [...this.faults, ...missing.map((message) => `${describe(message)} never came`)];
  }

  /** How many messages did not come, by the reason. */
  excused(): ReadonlyMap<Excuse, number> {
    const counts = new Map<Excuse, number>();
    for (const message of this.#missing()) {
      const excuse = this.#excuseOf(message);
      if (excuse !== null) counts.set(excuse, (counts.get(excuse) ?? 0) + 1);
    }
    return counts;
  }

  #missing(): LedgerMessage[] {
    return [...this.#messages.values()].filter(({ deliveries }) => deliveries === 0);
  }

  /** Null for a message that should have come. */
  #excuseOf({ from, sessionId, saidAt, to, toIncarnation, isAcknowledged }: LedgerMessage): Excuse | null {
    if (!isAcknowledged && (from.isGone || sessionId === null || sessionId !== from.sessionId)) return 'died unsent';
    const receiver = this.#correspondents.find(
      ({ participantId, incarnation, isGone }) => !isGone && participantId === to && incarnation === toIncarnation,
    );
    if (receiver === undefined) return 'its receiver is gone';
    return receiver.welcomedAt > saidAt ? 'died with its room' : null;
  }
}

function describe({ from, saidAt, about, isAcknowledged }: LedgerMessage): string {
  return `${about} of ${from.name} (no. ${saidAt}, ${isAcknowledged ? 'acknowledged' : 'not acknowledged'})`;
}
