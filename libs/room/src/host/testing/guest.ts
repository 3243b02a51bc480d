import type {
  ClientMessage,
  JoinRequest,
  JoinResponse,
  Profile,
  SendResponse,
  Signal,
  Session as SessionProof,
  Welcome,
} from '@rtc-call/contract';
import type { Call } from '../../rpc/call.ts';
import type { SignalingHandlers } from '../../rpc/handlers.ts';

/** A call that a test can cancel. */
export function testCall(): { call: Call; cancel: () => void } {
  const cancellation = new AbortController();
  return {
    call: { signal: cancellation.signal, headers: {}, peer: undefined },
    cancel: () => cancellation.abort(),
  };
}

/** A client of the handlers, without a transport. */
export class Guest {
  sequence = 0;
  readonly #service: SignalingHandlers;
  readonly #events: AsyncIterator<JoinResponse>;

  private constructor(
    service: SignalingHandlers,
    events: AsyncIterator<JoinResponse>,
    readonly first: JoinResponse,
    readonly welcome: Welcome,
    /** Cuts the stream. */
    readonly cancel: () => void,
  ) {
    this.#service = service;
    this.#events = events;
  }

  static async join(service: SignalingHandlers, request: Partial<JoinRequest> = {}): Promise<Guest> {
    const { call, cancel } = testCall();
    const events = service.join({ room: 'room', ...request }, call)[Symbol.asyncIterator]();
    const first = await events.next();
    if (first.done || first.value.event.oneofKind !== 'welcome') throw new Error('The first event is no welcome');
    return new Guest(service, events, first.value, first.value.event.welcome, cancel);
  }

  get id(): string {
    return this.welcome.participantId;
  }

  get session(): SessionProof {
    if (this.welcome.session === undefined) throw new Error('The welcome has no session');
    return this.welcome.session;
  }

  /** The next event. Rejects when the stream fails; 'end' when it ends. */
  async next(): Promise<JoinResponse | 'end'> {
    const next = await this.#events.next();
    return next.done ? 'end' : next.value;
  }

  /** The next event that is of this kind; heartbeats and others before it are passed over. */
  async nextOf<K extends JoinResponse['event']['oneofKind']>(
    kind: K,
  ): Promise<JoinResponse & { event: Extract<JoinResponse['event'], { oneofKind: K }> }> {
    for (;;) {
      const next = await this.next();
      if (next === 'end') throw new Error(`The stream ended before "${kind}"`);
      if (is(next, kind)) return next;
    }
  }

  /** Hands in the next batch. */
  send(...messages: ClientMessage['message'][]): Promise<SendResponse> {
    this.sequence += 1;
    return this.sendAs(this.sequence, ...messages);
  }

  sendAs(sequence: number, ...messages: ClientMessage['message'][]): Promise<SendResponse> {
    const request = { session: this.session, sequence, messages: messages.map((message) => ({ message })) };
    return this.#service.send(request, testCall().call);
  }

  async leave(): Promise<void> {
    await this.#service.leave({ session: this.session }, testCall().call);
  }
}

function is<K extends JoinResponse['event']['oneofKind']>(
  response: JoinResponse,
  kind: K,
): response is JoinResponse & { event: Extract<JoinResponse['event'], { oneofKind: K }> } {
  return response.event.oneofKind === kind;
}

/** A signal message, told apart from others by its negotiation id. */
export function signalTo(to: string, negotiationId: string, sdp = 'v=0'): ClientMessage['message'] {
  const signal: Signal = {
    link: 'main',
    generation: 1,
    negotiationId,
    payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
  };
  return { oneofKind: 'signal', signal: { to, signal } };
}

export function profileOf(displayName: string): Profile {
  return { displayName, microphoneOn: true, cameraOn: false };
}

export function heartbeatAnswer(id: number): ClientMessage['message'] {
  return { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id } };
}
