import type { LinkStatistics } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { joinedWith, participant } from '../../testing/snapshots.ts';
import { statisticsOf } from '../../testing/statistics.ts';

async function callWith(...ids: readonly string[]): Promise<CallHarness> {
  const harness = await CallHarness.mount();
  await harness.show(joinedWith(...ids.map((id) => participant(id, `Person ${id}`))));
  return harness;
}

/** Tells so many samples that all say the same. */
async function tell(harness: CallHarness, roundTripMs: Readonly<Record<string, number>>, count = 6): Promise<void> {
  for (let sample = 0; sample < count; sample += 1) {
    const links = Object.entries(roundTripMs).map(([id, ms]): [string, LinkStatistics] => [id, statisticsOf(ms)]);
    harness.call.setStatistics(Object.fromEntries(links));
    await harness.rendered();
  }
}

const qualities = (harness: CallHarness) => harness.tiles.map(({ quality }) => quality);

describe('the quality of a connection', () => {
  it('is said on the tile of whom it is about, in words and by an icon, and not of oneself', async () => {
    const harness = await callWith('1', '2', '3');
    await tell(harness, { 1: 40, 2: 500, 3: 1_500, self: 1_500 });
    expect(qualities(harness)).toEqual(['', 'Fair connection', 'Poor connection', '']);
    const shown = page.getByRole('img', { name: 'Poor connection' });
    await expect.element(shown).toBeVisible();
    expect(shown.element().querySelector('svg')).not.toBeNull();
    await tell(harness, { 1: 40, 2: 40, 3: 40 }, 10);
    expect(qualities(harness)).toEqual(['', '', '', '']);
  });

  it('gives way to what is wrong with the link itself', async () => {
    const harness = await callWith('1');
    await tell(harness, { 1: 1_500 });
    await harness.show(joinedWith(participant('1', 'Mina', { link: 'interrupted' })));
    expect(harness.tiles[0]).toMatchObject({ quality: '', linkStatus: 'Connection interrupted' });
    await harness.show(joinedWith(participant('1', 'Mina', { presence: 'away' })));
    expect(harness.tiles[0]).toMatchObject({ quality: '', linkStatus: 'Away…' });
  });

  it('is no live region: nobody is interrupted by it', async () => {
    const harness = await callWith('1');
    await tell(harness, { 1: 1_500 });
    expect(
      page.getByRole('img', { name: 'Poor connection' }).element().closest('[aria-live], [role=status]'),
    ).toBeNull();
  });

  it('costs nothing until somebody else is there and connected', async () => {
    const harness = await callWith();
    const { listeners } = harness.call.statistics;
    expect(listeners.size).toBe(0);
    await harness.show(joinedWith(participant('1', 'Mina', { link: 'connecting' })));
    expect(listeners.size).toBe(0);
    await harness.show(joinedWith(participant('1', 'Mina'), participant('2', 'Bob')));
    expect(listeners.size).toBe(1);
    await harness.show({ phase: { name: 'left' } });
    expect(listeners.size).toBe(0);
  });

  it.each([
    ['wide', 320, 180, true],
    ['narrow', 150, 150, true],
    ['a thumbnail', 120, 80, false],
  ])('fits into a tile that is %s', async (_name, width, height, hasWords) => {
    const harness = await CallHarness.mount(
      `<rtc-tile participant-id="1" style="inline-size: ${width}px; block-size: ${height}px"></rtc-tile>`,
    );
    await harness.show(joinedWith(participant('1', 'Mina')));
    await tell(harness, { 1: 1_500 });
    const [tile] = harness.tiles;
    const caption = page.getByRole('img', { name: 'Poor connection' }).element();
    const box = caption.getBoundingClientRect();
    expect(box.right).toBeLessThan(tile?.box.right ?? 0);
    expect(box.height).toBeGreaterThan(10);
    expect((caption.querySelector('.words')?.getBoundingClientRect().width ?? 0) > 0).toBe(hasWords);
  });
});
