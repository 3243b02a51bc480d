import type { ClientMessage, JoinRequest, JoinResponse, Session, SendResponse, Welcome } from '@rtc-call/contract';
import type { Caller } from '../caller.ts';
import type { RoomHost } from '../room-host.ts';
import { heartbeatAnswer } from './messages.ts';

/** Any response of one kind. */
export type ResponseOf<K extends JoinResponse['event']['oneofKind']> = JoinResponse & {
  readonly event: Extract<JoinResponse['event'], { oneofKind: K }>;
};

let guests = 0;

/** A caller that a test can cancel. */
export function testCaller(): { caller: Caller; cancel: () => void } {
  const cancellation = new AbortController();
  return { caller: { signal: cancellation.signal, peer: undefined }, cancel: () => cancellation.abort() };
}

/**
 * A client of a host, without a transport: one stream of one page. It checks the
 * chain of positions in whatever it reads. Coming back makes another guest.
 */
export class Guest {
  /** Of the newest batch. */
  sequence = 0;
  /** Of the newest event seen. */
  position: number;
  readonly #host: RoomHost;
  readonly #request: JoinRequest;
  readonly #events: AsyncIterator<JoinResponse>;

  private constructor(
    host: RoomHost,
    request: JoinRequest,
    events: AsyncIterator<JoinResponse>,
    readonly first: JoinResponse,
    readonly id: string,
    /** Cuts the stream. */
    readonly cancel: () => void,
  ) {
    this.#host = host;
    this.#request = request;
    this.#events = events;
    this.position = first.position;
  }

  static join(host: RoomHost, request: Partial<JoinRequest> = {}): Promise<Guest> {
    return Guest.#open(host, { room: 'room', joinId: newJoinId(), attempt: 1, ...request });
  }

  static async #open(host: RoomHost, request: JoinRequest, knownAs = ''): Promise<Guest> {
    const { caller, cancel } = testCaller();
    const events = host.join(request, caller);
    const first = await events.next();
    if (first.done) throw new Error('The stream ended before its first response');
    const { event } = first.value;
    const id = event.oneofKind === 'welcome' ? event.welcome.participantId : knownAs;
    return new Guest(host, request, events, first.value, id, cancel);
  }

  /** The same page opens its next stream, at the same host unless another is given. */
  async resume({ at = this.#host, ...request }: Partial<JoinRequest> & { at?: RoomHost } = {}): Promise<Guest> {
    const resume = { token: this.resumeToken, epoch: this.first.epoch, position: this.position };
    const next = await Guest.#open(at, { ...this.#request, attempt: this.attempt + 2, resume, ...request }, this.id);
    if (next.first.event.oneofKind === 'resumed') next.sequence = this.sequence;
    return next;
  }

  /** Another page comes as the same participant, having kept nothing but the token. */
  reload(at = this.#host): Promise<Guest> {
    const resume = { token: this.resumeToken, epoch: '', position: 0 };
    return Guest.#open(at, { ...this.#request, joinId: newJoinId(), attempt: this.attempt + 2, resume }, this.id);
  }

  /** The page after a page that was closed before its joining was answered: it has no newer token than that one had. */
  reloadAgain(at = this.#host): Promise<Guest> {
    return Guest.#open(at, { ...this.#request, joinId: newJoinId(), attempt: this.attempt + 2 }, this.id);
  }

  /** The very same joining once more, as when its answer was lost. */
  retry(at = this.#host): Promise<Guest> {
    return Guest.#open(at, this.#request, this.id);
  }

  /** The number of its joining; its farewell has the next one. */
  get attempt(): number {
    return this.#request.attempt ?? 0;
  }

  get welcome(): Welcome {
    const { event } = this.first;
    if (event.oneofKind !== 'welcome') throw new Error(`The first response is a "${event.oneofKind}"`);
    return event.welcome;
  }

  /** As the others see it, by its own welcome. */
  get incarnation(): string {
    return this.welcome.participants.find(({ id }) => id === this.id)?.incarnation ?? '';
  }

  get session(): Session {
    const { event } = this.first;
    const session =
      event.oneofKind === 'welcome'
        ? event.welcome.session
        : event.oneofKind === 'resumed'
          ? event.resumed.session
          : undefined;
    if (session === undefined) throw new Error('The first response names no session');
    return session;
  }

  get resumeToken(): string {
    return this.session.token;
  }

  /** The next response. Rejects when the stream fails; 'end' when it ends. */
  async next(): Promise<JoinResponse | 'end'> {
    const next = await this.#events.next();
    if (next.done) return 'end';
    const { epoch, position, previous } = next.value;
    if (epoch !== this.first.epoch || previous !== this.position || position < previous) {
      throw new Error(`A gap: ${position} follows ${previous}, where ${this.position} was seen`);
    }
    this.position = position;
    return next.value;
  }

  /** The next response that is of this kind; heartbeats and others before it are passed over. */
  async nextOf<K extends JoinResponse['event']['oneofKind']>(kind: K): Promise<ResponseOf<K>> {
    for (;;) {
      const next = await this.next();
      if (next === 'end') throw new Error(`The stream ended before "${String(kind)}"`);
      if (is(next, kind)) return next;
    }
  }

  /** Reads on until the stream is over, answers each heartbeat unless silent, and gives everything else. */
  async live(manner: 'answering' | 'silent' = 'answering'): Promise<JoinResponse['event'][]> {
    const seen: JoinResponse['event'][] = [];
    for (;;) {
      const next = await this.next();
      if (next === 'end') return seen;
      const { event } = next;
      if (event.oneofKind !== 'heartbeat') seen.push(event);
      else if (manner === 'answering') await this.send(heartbeatAnswer(event.heartbeat.id));
    }
  }

  /** Hands in the next batch. */
  send(...messages: ClientMessage['message'][]): Promise<SendResponse> {
    this.sequence += 1;
    return this.sendAs(this.sequence, ...messages);
  }

  sendAs(sequence: number, ...messages: ClientMessage['message'][]): Promise<SendResponse> {
    return this.sendAt(this.#host, sequence, ...messages);
  }

  sendAt(host: RoomHost, sequence: number, ...messages: ClientMessage['message'][]): Promise<SendResponse> {
    return host.send({ session: this.session, sequence, messages: messages.map((message) => ({ message })) });
  }

  async leave({ mayReturn = false, at = this.#host } = {}): Promise<void> {
    await at.leave({ session: this.session, mayReturn, attempt: this.attempt + 1 });
  }
}

function is<K extends JoinResponse['event']['oneofKind']>(response: JoinResponse, kind: K): response is ResponseOf<K> {
  return response.event.oneofKind === kind;
}

function newJoinId(): string {
  guests += 1;
  return `${guests}`.padStart(16, 'join-id-');
}
