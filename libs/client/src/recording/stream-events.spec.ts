import { describe, expect, it } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';

/** What a call says of its stream, in the order in which it happened. */
async function streamsOf(capacity: number, then: (world: TestWorld) => Promise<void>): Promise<string[]> {
  const world = new TestWorld({ server: { capacity } });
  const { call } = world.openPage('Ada', { room: 'room' });
  call.join().catch(() => {});
  await world.until(() => call.snapshot.phase.name !== 'idle' && call.snapshot.phase.name !== 'joining');
  await then(world);
  return call.events.backlog.flatMap((event) =>
    event.type === 'stream'
      ? [[event.state, event.resuming ? 'to resume' : '', event.reason?.code ?? ''].join(' ').trim()]
      : [],
  );
}

describe('the stream of a call', () => {
  it('is told as it is opened', async () => {
    expect(await streamsOf(2, async () => {})).toEqual(['opening', 'opened']);
  });

  it('is told as it is refused, and why', async () => {
    const fill = new TestWorld({ server: { capacity: 1 } });
    const [first, second] = ['First', 'Second'].map((name) => fill.openPage(name, { room: 'room' }).call);
    void first?.join();
    await fill.until(() => first?.snapshot.phase.name === 'joined');
    second?.join().catch(() => {});
    await fill.until(() => second?.snapshot.phase.name === 'failed');
    const refused = second?.events.backlog.findLast(({ type }) => type === 'stream');
    expect(refused).toMatchObject({
      state: 'refused',
      resuming: false,
      reason: { code: 'ended', message: expect.stringMatching(/admits/) },
    });
  });

  it('is told as it is lost and taken up again', async () => {
    const streams = await streamsOf(2, async (world) => {
      world.server.strike({ kind: 'cut', client: 'Ada' });
      await world.advance(10_000);
    });
    expect(streams.slice(2, 4)).toEqual([expect.stringMatching(/^lost {2}\S/), 'opening to resume']);
    expect(streams.at(-1)).toBe('resumed to resume');
  });
});
