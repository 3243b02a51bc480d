import {
  type ClientMessage,
  LIMITS,
  type JoinRequest,
  type JoinResponse,
  type Session,
  IceTransportPolicy,
} from '@rtc-call/contract';
import { HOST_LIMITS, RoomHost, type RoomLog, TERMS } from '@rtc-call/room';
import { PlainIdentities } from '@rtc-call/room/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { eventually } from './testing/eventually.ts';
import { RedisProcess } from './testing/redis-process.ts';

const clock = {
  now: () => performance.now(),
  after: (delayMs: number, run: () => void) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

function makeHost(name: string, log: RoomLog): RoomHost {
  return new RoomHost({
    log,
    clock,
    identities: new PlainIdentities(name),
    capacity: LIMITS.defaultRoomCapacity,
    heartbeatIntervalMs: LIMITS.heartbeatIntervalMs,
    terms: TERMS,
    limits: { streams: HOST_LIMITS.streams, rooms: HOST_LIMITS.rooms },
    ice: () => ({ servers: [], validForSeconds: 0, transportPolicy: IceTransportPolicy.UNSPECIFIED }),
    unixTimeMs: Date.now,
  });
}

/** One page's stream at a host, and what a page does with it. */
class Page {
  position: number;
  readonly #events: AsyncIterator<JoinResponse>;
  readonly #leaving = new AbortController();

  private constructor(
    readonly host: RoomHost,
    readonly request: JoinRequest,
    events: AsyncIterator<JoinResponse>,
    readonly first: JoinResponse,
  ) {
    this.#events = events;
    this.position = first.position;
  }

  static async join(host: RoomHost, request: Partial<JoinRequest>): Promise<Page> {
    const whole: JoinRequest = { room: 'room', joinId: '', ...request };
    const gone = new AbortController();
    const events = host.join(whole, { signal: gone.signal, peer: undefined });
    const first = await events.next();
    if (first.done) throw new Error('The stream ended before its first response');
    const page = new Page(host, whole, events, first.value);
    page.#leaving.signal.addEventListener('abort', () => gone.abort());
    return page;
  }

  get session(): Session {
    const { event } = this.first;
    const session = event.oneofKind === 'welcome' ? event.welcome.session : undefined;
    const resumed = event.oneofKind === 'resumed' ? event.resumed.session : undefined;
    return session ?? resumed ?? { id: '', token: '' };
  }

  get participantId(): string {
    return this.first.event.oneofKind === 'welcome' ? this.first.event.welcome.participantId : '';
  }

  /** The next event that is no heartbeat. */
  async next(): Promise<JoinResponse['event']> {
    for (;;) {
      const next = await this.#events.next();
      if (next.done) throw new Error('The stream ended');
      expect(next.value.previous).toBe(this.position);
      this.position = next.value.position;
      if (next.value.event.oneofKind !== 'heartbeat') return next.value.event;
    }
  }

  send(sequence: number, to: string, at = this.host) {
    const message: ClientMessage['message'] = {
      oneofKind: 'signal',
      signal: {
        to,
        toIncarnation: '',
        signal: { link: 'main', generation: 1, negotiationId: String(sequence), payload: { oneofKind: undefined } },
      },
    };
    return at.send({ session: this.session, sequence, messages: [{ message }] });
  }

  resume(at: RoomHost): Promise<Page> {
    const resume = { token: this.session.token, epoch: this.first.epoch, position: this.position };
    return Page.join(at, { ...this.request, resume });
  }

  /** Cuts the stream, as a network does. */
  cut(): void {
    this.#leaving.abort();
  }
}

describeWithRedis('two hosts on one Redis', (program) => {
  let redis: RedisProcess;
  let logs: RedisLog[];
  let one: RoomHost;
  let other: RoomHost;

  beforeEach(async () => {
    redis = await RedisProcess.start({ program });
    const [first, second] = await Promise.all([RedisLog.connect(redis.url), RedisLog.connect(redis.url)]);
    logs = [first, second];
    one = makeHost('one', first);
    other = makeHost('other', second);
  });
  afterEach(async () => {
    one.close();
    other.close();
    await Promise.all(logs.map((log) => log.close()));
    await redis[Symbol.asyncDispose]();
  });

  it('hold one call: who is at the one sees and hears who is at the other', async () => {
    const ann = await Page.join(one, { joinId: 'ann-ann-ann-ann-ann' });
    const ben = await Page.join(other, { joinId: 'ben-ben-ben-ben-ben' });
    expect(await ann.next()).toMatchObject({ participantJoined: { participant: { id: ben.participantId } } });
    expect(await ben.send(1, ann.participantId)).toEqual({ acknowledged: 1 });
    expect(await ann.next()).toMatchObject({ signalReceived: { from: ben.participantId } });
    await other.leave({ session: ben.session, mayReturn: false });
    expect(await ann.next()).toMatchObject({ participantLeft: { participantId: ben.participantId } });
  });

  it('resume each other’s streams with no event lost or doubled, and know each other’s batches', async () => {
    const ann = await Page.join(one, { joinId: 'ann-ann-ann-ann-ann' });
    const ben = await Page.join(other, { joinId: 'ben-ben-ben-ben-ben' });
    await ann.next();
    ann.cut();
    for (const sequence of [1, 2, 3]) await ben.send(sequence, ann.participantId);
    // The host that Ann was at is gone.
    one.close();
    const again = await ann.resume(other);
    expect(again.first.event.oneofKind).toBe('resumed');
    for (const negotiationId of ['1', '2', '3']) {
      expect(await again.next()).toMatchObject({ signalReceived: { signal: { negotiationId } } });
    }
    expect(await again.send(1, ben.participantId)).toEqual({ acknowledged: 1 });
    expect(await again.send(1, ben.participantId)).toEqual({ acknowledged: 1 });
    await again.send(2, ben.participantId);
    for (const negotiationId of ['1', '2']) {
      expect(await ben.next()).toMatchObject({ signalReceived: { signal: { negotiationId } } });
    }
  });

  it('come together again in a new epoch, everybody as who it was, when Redis comes back empty', async () => {
    const ann = await Page.join(one, { joinId: 'ann-ann-ann-ann-ann' });
    const ben = await Page.join(other, { joinId: 'ben-ben-ben-ben-ben' });
    await ann.next();
    const waiting = [ann.next(), ben.next()].map((next) => next.catch((error: unknown) => String(error)));
    await redis.kill();
    await eventually(() => logs.every((log) => !log.isReady));
    await expect(Page.join(one, { joinId: 'cat-cat-cat-cat-cat' })).rejects.toMatchObject({ name: 'RoomError' });
    await redis.restart();
    await eventually(() => logs.every((log) => log.isReady));
    expect(await Promise.all(waiting)).toEqual([expect.stringContaining('Resume'), expect.stringContaining('Resume')]);
    const annAgain = await ann.resume(other);
    const benAgain = await ben.resume(one);
    expect(annAgain.participantId).toBe(ann.participantId);
    expect(benAgain.participantId).toBe(ben.participantId);
    expect(benAgain.first.epoch).not.toBe(ben.first.epoch);
    const incarnations = (page: Page) =>
      page.first.event.oneofKind === 'welcome'
        ? page.first.event.welcome.participants.map(({ incarnation }) => incarnation).sort()
        : [];
    expect(incarnations(benAgain)).toEqual(incarnations(ben));
    expect(await annAgain.next()).toMatchObject({ participantJoined: { participant: { id: ben.participantId } } });
  });
});
