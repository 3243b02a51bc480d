import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Channels } from './channels.ts';

/** A connection that notes what it is asked for, and answers when the test says so. */
class FakeSubscriber {
  isOpen = true;
  readonly asked: string[] = [];
  readonly #unanswered: { resolve: () => void; reject: (error: Error) => void }[] = [];
  heard = (_message: string, _channel: string): void => {};

  subscribe(channels: string[], heard: (message: string, channel: string) => void): Promise<void> {
    this.heard = heard;
    return this.#ask(`+${channels.join('+')}`);
  }

  unsubscribe(channels: string[]): Promise<void> {
    return this.#ask(`-${channels.join('-')}`);
  }

  async answer(): Promise<void> {
    this.#unanswered.shift()?.resolve();
    await turn();
  }

  async lose(): Promise<void> {
    this.isOpen = false;
    for (const { reject } of this.#unanswered.splice(0)) reject(new Error('lost'));
    await turn();
  }

  #ask(what: string): Promise<void> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.#unanswered.push({ resolve, reject }));
  }
}

function listener() {
  const heard: string[] = [];
  return { heard: (message: string) => heard.push(message), mayHaveMissed: () => heard.push('?'), all: heard };
}

it('hands each message to who listens to its channel', async () => {
  const subscriber = new FakeSubscriber();
  const channels = new Channels(subscriber);
  const [a, b] = [listener(), listener()];
  channels.listen('a', a);
  channels.listen('b', b);
  await subscriber.answer();
  await subscriber.answer();
  subscriber.heard('1', 'a');
  subscriber.heard('2', 'b');
  subscriber.heard('3', 'nobody listens');
  expect(a.all).toEqual(['?', '1']);
  expect(b.all).toEqual(['?', '2']);
});

it('changes one thing at a time, and many channels at once', async () => {
  const subscriber = new FakeSubscriber();
  const channels = new Channels(subscriber);
  const stop = channels.listen('a', listener());
  channels.listen('b', listener());
  channels.listen('c', listener());
  stop();
  expect(subscriber.asked).toEqual(['+a']);
  await subscriber.answer();
  expect(subscriber.asked).toEqual(['+a', '+b+c']);
  await subscriber.answer();
  expect(subscriber.asked).toEqual(['+a', '+b+c', '-a']);
  // Wanted again while it is being given up: it is not taken for subscribed.
  channels.listen('a', listener());
  await subscriber.answer();
  expect(subscriber.asked).toEqual(['+a', '+b+c', '-a', '+a']);
});

it('subscribes to everything again on a new connection', async () => {
  const subscriber = new FakeSubscriber();
  const channels = new Channels(subscriber);
  const a = listener();
  channels.listen('a', a);
  await subscriber.answer();
  channels.listen('b', listener());
  await subscriber.lose();
  channels.listen('c', listener());
  expect(subscriber.asked).toEqual(['+a', '+b']);
  subscriber.isOpen = true;
  channels.reconnected();
  expect(subscriber.asked).toEqual(['+a', '+b', '+a+b+c']);
  await subscriber.answer();
  expect(a.all).toEqual(['?', '?']);
});
