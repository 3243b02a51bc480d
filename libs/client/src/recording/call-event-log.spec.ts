import { describe, expect, it, vi } from 'vitest';
import { Store } from '../call/store.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { TestWorld } from '../testing/test-world.ts';
import type { CallEvent } from './call-event.ts';
import { CallEventLog } from './call-event-log.ts';

/** Two who meet, of whom one goes on to be recorded. */
async function meet() {
  const world = new TestWorld({ now: 1_000 });
  const ada = world.openPage('Ada', { room: 'room' }).call;
  const mina = world.openPage('Mina', { room: 'room' }).call;
  void ada.join();
  await world.until(() => ada.snapshot.phase.name === 'joined');
  void mina.join();
  await world.until(() => ada.snapshot.participants[0]?.link === 'connected');
  return { world, ada, mina };
}

const count = (events: readonly CallEvent[], type: CallEvent['type']) =>
  events.filter((event) => event.type === type).length;

describe('the events of a call', () => {
  it('can be read from the beginning by who comes later', async () => {
    const { ada } = await meet();
    expect(ada.events.backlog.slice(0, 4)).toMatchObject([
      { type: 'phase', phase: 'joining' },
      { type: 'stream', state: 'opening', resuming: false },
      { type: 'stream', state: 'opened' },
      { type: 'phase', phase: 'joined', connection: 'online' },
    ]);
    expect(ada.events.backlog).toContainEqual(
      expect.objectContaining({ type: 'participant', change: 'came', displayName: 'Mina' }),
    );
    expect(ada.events.backlog).toContainEqual(expect.objectContaining({ type: 'link-status', status: 'connected' }));
  });

  it('name both directions of the exchange', async () => {
    const { ada, mina } = await meet();
    const kinds = ({ events }: typeof ada) =>
      events.backlog.flatMap((event) => (event.type === 'signal' ? [`${event.direction} ${event.content.kind}`] : []));
    expect(kinds(mina)).toEqual(expect.arrayContaining(['sent offer', 'received greeting', 'received answer']));
    expect(kinds(ada)).toEqual(expect.arrayContaining(['received offer', 'sent answer', 'received end-of-candidates']));
  });

  it('hold samples only while somebody listens, and none in the backlog', async () => {
    const { world, ada } = await meet();
    const heard: CallEvent[] = [];
    const end = ada.events.subscribe((event) => heard.push(event));
    await world.advance(3_000);
    expect(count(heard, 'statistics')).toBeGreaterThan(1);
    expect(ada.statistics.value.size).toBe(1);
    end();
    expect(ada.statistics.value.size).toBe(0);
    const before = heard.length;
    await world.advance(3_000);
    expect(heard).toHaveLength(before);
    expect(count(ada.events.backlog, 'statistics')).toBe(0);
  });

  it('tell a stream that was lost and taken up again', async () => {
    const { world, ada } = await meet();
    const before = ada.events.backlog.length;
    world.server.strike({ kind: 'cut', client: 'Ada' });
    await world.advance(5_000);
    const streams = ada.events.backlog.slice(before).flatMap((event) => (event.type === 'stream' ? [event.state] : []));
    expect(streams.slice(0, 2)).toEqual(['lost', 'opening']);
    expect(streams.at(-1)).toBe('resumed');
  });

  it('tell who leaves, and of each link that it is closed', async () => {
    const { world, ada, mina } = await meet();
    await mina.leave();
    await world.until(() => ada.snapshot.participants.length === 0);
    const [closed, left] = ada.events.backlog.slice(-2);
    expect(closed).toMatchObject({ type: 'link', change: 'closed', generation: 1 });
    expect(left).toMatchObject({ type: 'participant', change: 'left', displayName: 'Mina' });
    expect(mina.events.backlog.some((event) => event.type === 'participant' && event.change === 'left')).toBe(false);
  });
});

describe('a recording', () => {
  it('begins with the beginning, goes on until it is stopped, and can be written twice', async () => {
    const { world, ada } = await meet();
    const recording = ada.record();
    expect(recording.events).toEqual(ada.events.backlog);
    ada.setDisplayName('Ada Okafor');
    void ada.turnOn('microphone');
    await world.advance(2_000);
    recording.stop();
    const { events } = recording;
    expect(count(events, 'statistics')).toBeGreaterThan(0);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((one, other) => one - other));
    await ada.leave();
    expect(recording.events).toEqual(events);
    expect(await recording.text()).toContain('"displayName":"person-1"');
    expect(await recording.text({ redact: false })).toContain('"displayName":"Mina"');
  });
});

describe('a listener that throws', () => {
  it('stops neither what is told of nor the other listeners, and its error is not hidden', () => {
    const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {});
    const log = new CallEventLog(new FakeClock(), new Store(new Map()));
    const heard: CallEvent[] = [];
    log.subscribe(() => {
      throw new Error('a fault of the page');
    });
    log.subscribe((event) => heard.push(event));
    log.tell({ type: 'report', participantId: 'ann', code: 'fault', message: 'something' });
    expect(heard).toHaveLength(1);
    const [rethrow] = later.mock.calls.flat();
    later.mockRestore();
    expect(rethrow).toThrow('a fault of the page');
  });
});
