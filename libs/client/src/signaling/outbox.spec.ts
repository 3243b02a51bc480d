import { type ClientMessage, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  EMPTY_OUTBOX,
  enqueue,
  type Outbox,
  overflows,
  startAnew,
  takeBatch,
  WAITING_LIMITS,
} from './outbox.ts';
import { answer, profile, signal } from './testing/responses.ts';

const filled = (...messages: ClientMessage[]): Outbox => messages.reduce(enqueue, EMPTY_OUTBOX);
const signals = (count: number): ClientMessage[] => Array.from({ length: count }, (_, id) => signal(`n${id}`));
const waitingIn = (outbox: Outbox | undefined): ClientMessage[] => outbox?.waiting.map(({ message }) => message) ?? [];

describe('the outbox', () => {
  it('has one batch in flight, and what arises meanwhile rides in the next one', () => {
    const first = takeBatch(filled(signal('a')));
    const meanwhile = [signal('b'), signal('c')].reduce(enqueue, first?.outbox ?? EMPTY_OUTBOX);
    expect(takeBatch(meanwhile)).toBeNull();
    const second = takeBatch(acknowledge(meanwhile));
    expect(first?.batch).toEqual({ sequence: 1, messages: [signal('a')] });
    expect(first?.outbox.inFlight).toEqual(first?.batch);
    expect(second?.batch).toEqual({ sequence: 2, messages: [signal('b'), signal('c')] });
  });

  it('takes nothing from nothing', () => {
    expect(takeBatch(EMPTY_OUTBOX)).toBeNull();
  });

  it.each([
    ['profiles', profile('old'), profile('new')],
    ['signs of life', answer(1), answer(2)],
  ])('keeps only the newest of the %s that wait, and the order of the rest', (_name, old, newest) => {
    expect(waitingIn(filled(old, signal('a'), newest, signal('b')))).toEqual([signal('a'), newest, signal('b')]);
  });

  it('puts no more messages into a batch than a Send may carry', () => {
    const taken = takeBatch(filled(...signals(LIMITS.messagesPerBatch + 1)));
    expect(taken?.batch.messages).toHaveLength(LIMITS.messagesPerBatch);
    expect(waitingIn(taken?.outbox)).toEqual([signal(`n${LIMITS.messagesPerBatch}`)]);
  });

  it('puts no more bytes into a batch than a Send may have', () => {
    const third = 'x'.repeat(LIMITS.messageBytes / 3);
    const taken = takeBatch(filled(signal('a', third), signal('b', third), signal('c', third)));
    expect(taken?.batch.messages).toHaveLength(2);
  });

  it('sends what is too large on its own alone, so that the server can say so', () => {
    const taken = takeBatch(filled(signal('a', 'x'.repeat(LIMITS.messageBytes + 1)), signal('b')));
    expect(taken?.batch.messages).toHaveLength(1);
  });

  it('overflows with one message more than may wait', () => {
    expect(overflows(filled(...signals(WAITING_LIMITS.messages)))).toBe(false);
    expect(overflows(filled(...signals(WAITING_LIMITS.messages + 1)))).toBe(true);
  });

  it('overflows with more bytes than may wait', () => {
    const quarter = 'x'.repeat(WAITING_LIMITS.bytes / 4);
    const four = ['a', 'b', 'c', 'd'].map((id) => signal(id, quarter));
    expect(overflows(filled(...four.slice(1)))).toBe(false);
    expect(overflows(filled(...four))).toBe(true);
  });

  it('starts anew with no more than the profile that waits, and from 1', () => {
    const sent = takeBatch(filled(signal('a')))?.outbox ?? EMPTY_OUTBOX;
    const anew = startAnew([signal('b'), profile('me'), answer(1)].reduce(enqueue, sent));
    expect(waitingIn(anew)).toEqual([profile('me')]);
    expect(takeBatch(anew)?.batch.sequence).toBe(1);
  });
});
