import { IceTransportPolicy, type Profile } from '@rtc-call/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { SeededRandom } from '../testing/seeded-random.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { promisesSettled } from '../testing/promises-settled.ts';
import { SignalingSession } from './session.driver.ts';
import {
  away,
  heartbeat,
  profile as renamed,
  resumed,
  resumeElsewhere,
  SESSION,
  signal,
  welcome,
} from './testing/responses.ts';
import { ScriptedTransport } from './testing/scripted-transport.ts';

/** How long a stream may be silent, in milliseconds. */
const SILENCE_MS = 8_000;

let clock: FakeClock;
let transport: ScriptedTransport;
let session: SignalingSession;
let profile: Profile;
/** What the next draws of chance are; with none left, 0.5. */
let draws: number[];
const listener = { welcome: vi.fn(), event: vi.fn(), connection: vi.fn(), closed: vi.fn() };

beforeEach(() => {
  vi.resetAllMocks();
  clock = new FakeClock();
  transport = new ScriptedTransport();
  draws = [];
  profile = { displayName: 'Ada', microphoneOn: false, cameraOn: false };
  const random = { next: () => draws.shift() ?? 0.5, secret: () => 'a secret of chance' };
  session = new SignalingSession({ transport, clock, random, listener });
});

const lost = () => new CallError('connection-lost', 'It broke.');

async function hear(...responses: Parameters<typeof transport.stream.responses.push>[0][]): Promise<void> {
  for (const response of responses) transport.stream.responses.push(response);
  await promisesSettled();
}

async function opened(): Promise<void> {
  session.open({ room: 'room', profile: () => profile, resumeToken: null });
  await hear(welcome());
}

async function cut(): Promise<void> {
  transport.stream.responses.fail(lost());
  await promisesSettled();
}

describe('a signaling session', () => {
  it('asks for ICE servers as the session that it is, over the connections that work, and not without a stream', async () => {
    const { signal } = new AbortController();
    await expect(session.freshIceServers(signal)).rejects.toMatchObject({ code: 'connection-lost', retryable: true });
    await opened();
    session.suspect();
    await expect(session.freshIceServers(signal)).rejects.toMatchObject({ code: 'connection-lost' });
    expect(transport.inquiries).toEqual([]);
    await hear(resumed());
    const asked = session.freshIceServers(signal);
    const [inquiry] = transport.inquiries;
    // By the newest token.
    expect(inquiry?.request.session).toEqual({ id: SESSION.id, token: 't1, newer' });
    expect(inquiry).toMatchObject({ signal, pool: 1 });
    const ice = { servers: [], validForSeconds: 600, transportPolicy: IceTransportPolicy.RELAY };
    inquiry?.answer.resolve({ ice });
    expect(await asked).toEqual(ice);
  });

  it('joins with the newest profile and the same secret each time, and tells the welcome with its epoch', async () => {
    await opened();
    expect(transport.stream.request).toEqual({ room: 'room', profile, joinId: 'a secret of chance', attempt: 1 });
    expect(listener.welcome).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ participantId: 'me' }), 'e');
    profile = { ...profile, displayName: 'Ada L.' };
    await cut();
    const resume = { token: 'r1', epoch: 'e', position: 7 };
    expect(transport.stream.request).toEqual({
      room: 'room',
      profile,
      joinId: 'a secret of chance',
      attempt: 2,
      resume,
    });
  });

  it('has the token that a reloaded page comes back with, from the first welcome until it closes', async () => {
    expect(session.resumeToken).toBeNull();
    await opened();
    expect(session.resumeToken).toBe('r1');
    await cut();
    await hear(resumed());
    expect(session.resumeToken).toBe('r1, newer');
    session.hide();
    expect(session.resumeToken).toBe('r1, newer');
    session.leave();
    expect(session.resumeToken).toBeNull();
  });

  it('comes back with the token of the page before, which stays the token until there is a newer one', async () => {
    session.open({ room: 'room', profile: () => profile, resumeToken: 'old' });
    expect(transport.stream.request.resume).toEqual({ token: 'old', epoch: '', position: 0 });
    expect(session.resumeToken).toBe('old');
  });

  it('takes a stream that is silent for too long for dead, and opens another over other connections', async () => {
    await opened();
    clock.advance(SILENCE_MS - 1);
    await hear(heartbeat(1));
    transport.acknowledge();
    await promisesSettled();
    const dead = transport.stream;
    clock.advance(SILENCE_MS - 1);
    expect(dead.signal.aborted).toBe(false);
    clock.advance(1);
    expect(dead.signal.aborted).toBe(true);
    expect(transport.streams.map(({ pool }) => pool)).toEqual([0, 1]);
  });

  it('delivers each event once and in order, over however many streams', async () => {
    await opened();
    await hear(away(8, 7), away(8, 7), away(9, 8));
    await cut();
    expect(transport.stream.request.resume?.position).toBe(9);
    await hear(resumed({ position: 9, previous: 9 }), away(9, 8), away(10, 9));
    expect(listener.event).toHaveBeenCalledTimes(3);
    expect(listener.welcome).toHaveBeenCalledOnce();
  });

  it('reads the stream that it is asked to leave until another has answered', async () => {
    await opened();
    await hear(resumeElsewhere());
    const [old] = transport.streams;
    expect(transport.streams).toHaveLength(2);
    old?.responses.push(away(8, 7));
    await promisesSettled();
    expect(listener.event).toHaveBeenCalledOnce();
    await hear(resumed());
    expect(old?.signal.aborted).toBe(true);
    await hear(away(8, 7), away(9, 8));
    expect(listener.event).toHaveBeenCalledTimes(2);
    expect(listener.connection).not.toHaveBeenCalled();
  });
});

describe('what is said', () => {
  it('goes up one batch at a time', async () => {
    await opened();
    for (const id of ['a', 'b', 'c']) session.say(signal(id));
    expect(transport.sends.map(({ request }) => request.messages)).toEqual([[signal('a')]]);
    transport.acknowledge();
    await promisesSettled();
    expect(transport.batch.request).toEqual({ session: SESSION, sequence: 2, messages: [signal('b'), signal('c')] });
  });

  it('is sent again as it was when the stream is resumed', async () => {
    await opened();
    session.say(signal('a'));
    session.say(signal('b'));
    await cut();
    expect(transport.sends[0]?.signal.aborted).toBe(true);
    await hear(resumed());
    expect(transport.batch.request).toMatchObject({ sequence: 1, messages: [signal('a')] });
  });

  it('makes stream and send anew over other connections when it is unanswered for a second, then for two', async () => {
    await opened();
    session.say(signal('a'));
    clock.advance(999);
    expect(transport.streams).toHaveLength(1);
    clock.advance(1);
    expect(transport.sends[0]?.signal.aborted).toBe(true);
    await hear(resumed());
    expect([transport.stream.pool, transport.batch.pool]).toEqual([1, 1]);
    clock.advance(1_999);
    expect(transport.streams).toHaveLength(2);
    draws = [0];
    clock.advance(1);
    expect(transport.stream.pool).toBe(2);
  });

  it('leads back through another stream when it fails, and to the end when it is refused', async () => {
    await opened();
    session.say(signal('a'));
    transport.batch.answer.reject(lost());
    await promisesSettled();
    await hear(resumed());
    const refusal = new CallError('invalid-argument', 'messages[0]: must be right');
    transport.batch.answer.reject(refusal);
    await promisesSettled();
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(refusal);
    expect(transport.stream.signal.aborted).toBe(true);
  });

  it('while an event is told, is said after it', async () => {
    listener.welcome.mockImplementation(() => session.say(signal('a')));
    await opened();
    expect(transport.sends.map(({ request }) => request.messages)).toEqual([[signal('a')]]);
  });
});

describe('what is done while something is told', () => {
  it('is done after it, and leaves nothing running', async () => {
    listener.welcome.mockImplementation(() => session.leave());
    session.open({ room: 'room', profile: () => profile, resumeToken: null });
    session.say(renamed('Ada L.'));
    await hear(welcome());
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(null);
    expect(transport.batch.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe('the way back', () => {
  it('is tried at once, and then after waits that are drawn from the whole of their bounds', async () => {
    await opened();
    await cut();
    expect(transport.streams).toHaveLength(2);
    for (const [draw, waitMs] of [
      [0.999, 249.75],
      [0.5, 250],
      [0.25, 250],
      [0, 0],
    ] as const) {
      draws = [draw];
      await cut();
      const before = transport.streams.length;
      if (waitMs > 0) clock.advance(waitMs - 0.01);
      expect(transport.streams).toHaveLength(before);
      clock.advance(0.01);
      expect(transport.streams).toHaveLength(before + 1);
    }
  });

  it('is spread evenly over four seconds in the end', async () => {
    const random = new SeededRandom(7);
    await opened();
    for (let count = 0; count < 6; count += 1) {
      await cut();
      clock.advance(4_000);
    }
    const waits: number[] = [];
    for (let count = 0; count < 400; count += 1) {
      draws = [random.next()];
      await cut();
      const before = transport.streams.length;
      const begun = clock.now();
      while (transport.streams.length === before) clock.advance(50);
      waits.push(clock.now() - begun);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(4_000);
    for (const quarter of [0, 1, 2, 3]) {
      const share = waits.filter((ms) => ms > quarter * 1_000 && ms <= (quarter + 1) * 1_000).length;
      expect(share).toBeGreaterThan(70);
      expect(share).toBeLessThan(130);
    }
  });

  it('is cut short by a nudge', async () => {
    await opened();
    await cut();
    await cut();
    session.nudge();
    expect(transport.streams).toHaveLength(3);
  });

  it('is told once a try has failed, and when it is over', async () => {
    await opened();
    await cut();
    expect(listener.connection).not.toHaveBeenCalled();
    await cut();
    expect(listener.connection.mock.calls).toEqual([['reconnecting']]);
    session.nudge();
    await hear(resumed());
    expect(listener.connection.mock.calls).toEqual([['reconnecting'], ['online']]);
  });

  it('is told once it has taken a second', async () => {
    await opened();
    await cut();
    clock.advance(999);
    expect(listener.connection).not.toHaveBeenCalled();
    clock.advance(1);
    expect(listener.connection.mock.calls).toEqual([['reconnecting']]);
  });

  it('leaves a stream that does not open, and takes other connections', async () => {
    await opened();
    await cut();
    const stuck = transport.stream;
    draws = [0];
    clock.advance(2_000);
    expect(stuck.signal.aborted).toBe(true);
    expect(transport.stream.pool).toBe(1);
  });

  it('is tried for as long as it takes', async () => {
    await opened();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await cut();
      clock.advance(60_000);
    }
    expect(listener.closed).not.toHaveBeenCalled();
    session.nudge();
    await hear(welcome({ epoch: 'f' }));
    expect(listener.welcome).toHaveBeenLastCalledWith(expect.anything(), 'f');
  });
});

describe('the end', () => {
  it('is told to the server and the call, and nothing is left running', async () => {
    await opened();
    session.say(signal('a'));
    session.leave();
    expect(transport.leaves).toEqual([{ session: SESSION, mayReturn: false, attempt: 2 }]);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(null);
    expect([transport.stream.signal.aborted, transport.batch.signal.aborted]).toEqual([true, true]);
    expect(clock.pending).toBe(0);
    session.say(signal('b'));
    session.leave();
    await promisesSettled();
    expect(listener.closed).toHaveBeenCalledOnce();
    expect(transport.sends).toHaveLength(1);
  });

  it('comes also before anything began', () => {
    session.leave();
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(null);
    session.open({ room: 'room', profile: () => profile, resumeToken: null });
    expect(transport.streams).toEqual([]);
  });

  it('on the way in waits, out of sight, to take the participant out again', async () => {
    session.open({ room: 'room', profile: () => profile, resumeToken: null });
    session.leave();
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(null);
    await hear(welcome());
    expect(listener.welcome).not.toHaveBeenCalled();
    expect(transport.leaves).toEqual([{ session: SESSION, mayReturn: false, attempt: 2 }]);
    expect(transport.stream.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('comes by a fault of what the events are told to', async () => {
    listener.event.mockImplementation(() => {
      throw new TypeError('oops');
    });
    await opened();
    await hear(away(8, 7));
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'internal', message: 'oops' }),
    );
    expect(transport.leaves).toHaveLength(1);
    expect(transport.stream.signal.aborted).toBe(true);
  });
});

describe('a page that goes away', () => {
  it('says that it may be back, and lets everything go', async () => {
    await opened();
    session.say(signal('a'));
    session.hide();
    expect(transport.leaves).toEqual([{ session: SESSION, mayReturn: true, attempt: 2 }]);
    expect([transport.stream.signal.aborted, transport.batch.signal.aborted]).toEqual([true, true]);
    expect(clock.pending).toBe(0);
    expect(listener.closed).not.toHaveBeenCalled();
  });

  it('resumes when it is shown again', async () => {
    await opened();
    session.hide();
    session.say(signal('a'));
    session.show();
    await hear(resumed(), away(8, 7));
    expect(listener.event).toHaveBeenCalledOnce();
    expect(transport.batch.request.messages).toEqual([signal('a')]);
  });
});
