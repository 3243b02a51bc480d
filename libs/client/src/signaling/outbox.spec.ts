import { type ClientMessage, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { acknowledge, EMPTY_OUTBOX, enqueue, type Outbox, takeBatch } from './outbox.ts';

const heartbeat = (id: number): ClientMessage => ({
  message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id } },
});
const profile = (displayName: string): ClientMessage => ({
  message: { oneofKind: 'profile', profile: { displayName, microphoneOn: false, cameraOn: false } },
});
const signal = (sdp: string): ClientMessage => ({
  message: {
    oneofKind: 'signal',
    signal: {
      to: 'b',
      signal: {
        link: 'main',
        generation: 1,
        negotiationId: 'n',
        payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
      },
    },
  },
});
const filled = (...messages: ClientMessage[]): Outbox => messages.reduce(enqueue, EMPTY_OUTBOX);

describe('the outbox', () => {
  it('has one batch in flight, and what arises meanwhile rides in the next one', () => {
    const first = takeBatch(filled(heartbeat(1)));
    const meanwhile = [heartbeat(2), heartbeat(3)].reduce(enqueue, first?.outbox ?? EMPTY_OUTBOX);
    expect(takeBatch(meanwhile)).toBeNull();
    const second = takeBatch(acknowledge(meanwhile));
    expect(first?.batch).toEqual({ sequence: 1, messages: [heartbeat(1)] });
    expect(second?.batch).toEqual({ sequence: 2, messages: [heartbeat(2), heartbeat(3)] });
  });

  it('takes nothing from nothing', () => {
    expect(takeBatch(EMPTY_OUTBOX)).toBeNull();
  });

  it('keeps only the newest of the profiles that wait, and the order of the rest', () => {
    const outbox = filled(profile('old'), heartbeat(1), profile('new'), heartbeat(2));
    expect(outbox.waiting).toEqual([heartbeat(1), profile('new'), heartbeat(2)]);
  });

  it('puts no more messages into a batch than a Send may carry', () => {
    const ids = Array.from({ length: LIMITS.messagesPerBatch + 1 }, (_, id) => id);
    const taken = takeBatch(filled(...ids.map(heartbeat)));
    expect(taken?.batch.messages).toHaveLength(LIMITS.messagesPerBatch);
    expect(taken?.outbox.waiting).toEqual([heartbeat(LIMITS.messagesPerBatch)]);
  });

  it('puts no more bytes into a batch than a Send may have', () => {
    const third = 'x'.repeat(LIMITS.messageBytes / 3);
    const taken = takeBatch(filled(signal(third), signal(third), signal(third)));
    expect(taken?.batch.messages).toHaveLength(2);
  });

  it('sends what is too large on its own alone, so that the server can say so', () => {
    const taken = takeBatch(filled(signal('x'.repeat(LIMITS.messageBytes + 1)), heartbeat(1)));
    expect(taken?.batch.messages).toHaveLength(1);
  });
});
