import { describe, expect, it } from 'vitest';
import type { HttpPort, ProbeResponse } from '../ports/http.ts';
import { FIRST_OPENING_PATIENCE_MS } from '../signaling/reconnect-policy.ts';
import { STREAM_SLOTS } from '../stream-slots/stream-slots.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeLocks } from '../testing/fake-locks.ts';
import { passEntrance } from './entrance.ts';
import { SLOT_GIVEN_BACK_WITHIN_MS, waitAtEntrance } from './waiting-entrance.ts';

const server = 'https://call.example';
const welcoming: ProbeResponse = {
  status: 200,
  body: { name: 'rtc-call', origin: { value: null, allowed: true } },
  protocol: 'http/1.1',
};
const refusing: ProbeResponse = { ...welcoming, body: { name: 'rtc-call', origin: { value: null, allowed: false } } };
const behindProxy: ProbeResponse = { status: 502, body: undefined, protocol: 'http/1.1' };
const down = new TypeError('Failed to fetch');

/** Answers one after the other, and the last one from then on. */
function answering(...answers: (ProbeResponse | Error)[]): HttpPort & { readonly asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    fetch: () => Promise.reject(new Error('The entrance fetches nothing else.')),
    async probe() {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
  };
}

function wait(http: HttpPort, { locks = new FakeLocks(), signal = new AbortController().signal } = {}) {
  const clock = new FakeClock();
  const random = { next: () => 0.5, secret: () => '' };
  const waiting = waitAtEntrance({ server, http, locks, signal, clock, random });
  return { clock, waiting };
}

describe('the entrance, for somebody who was inside a moment ago', () => {
  it.each<[string, ProbeResponse | Error]>([
    ['does not answer', down],
    ['is hidden by a proxy that says so', behindProxy],
  ])('opens when a server that %s is back', async (_, absent) => {
    const http = answering(absent, absent, absent, welcoming);
    const { clock, waiting } = wait(http);
    await clock.advanceAsync(125);
    expect(http.asked()).toBe(2);
    await clock.advanceAsync(250);
    expect(http.asked()).toBe(3);
    await clock.advanceAsync(500);
    await expect(waiting).resolves.toBeDefined();
  });

  it('opens also when the first question was swallowed on the way', async () => {
    const http = answering(welcoming);
    let asked = 0;
    const probe: HttpPort['probe'] = (url, signal) => {
      asked += 1;
      if (asked > 1) return http.probe(url, signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(down)));
    };
    const { clock, waiting } = wait({ ...http, probe });
    await clock.advanceAsync(FIRST_OPENING_PATIENCE_MS + 125);
    await expect(waiting).resolves.toBeDefined();
    expect(clock.pending).toBe(0);
  });

  it('stays closed to a page that is not admitted', async () => {
    const { clock, waiting } = wait(answering(down, refusing));
    const refused = expect(waiting).rejects.toMatchObject({ code: 'origin-refused' });
    await clock.advanceAsync(125);
    await refused;
  });

  it('waits for the slot that the page before has held, and not for one that others hold', async () => {
    const locks = new FakeLocks();
    const http = answering(welcoming);
    const signal = new AbortController().signal;
    const slots = [];
    for (let count = 0; count < STREAM_SLOTS; count += 1) {
      slots.push(await passEntrance({ server, http, locks, signal }));
    }
    const lucky = wait(http, { locks });
    await lucky.clock.advanceAsync(125);
    slots[0]?.release();
    await lucky.clock.advanceAsync(250);
    await expect(lucky.waiting).resolves.toBeDefined();

    const unlucky = wait(http, { locks });
    const refused = expect(unlucky.waiting).rejects.toMatchObject({ code: 'too-many-calls' });
    await unlucky.clock.advanceAsync(SLOT_GIVEN_BACK_WITHIN_MS * 2);
    await refused;
  });

  it('is given up at once', async () => {
    const leaving = new AbortController();
    const { clock, waiting } = wait(answering(down), { signal: leaving.signal });
    await clock.advanceAsync(1);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(clock.pending).toBe(0);
  });
});
