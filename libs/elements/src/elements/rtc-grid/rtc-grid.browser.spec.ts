import { describe, expect, it } from 'vitest';
import { CallHarness } from '../../testing/call-harness.ts';
import { pictureTrack } from '../../testing/pictures.ts';
import { joinedWith, participant } from '../../testing/snapshots.ts';

const mina = participant('1', 'Mina Kim');
const park = participant('2', '박지원');

describe('the grid', () => {
  it('shows everybody, oneself last', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina, park));
    expect(harness.tiles.map(({ name, initials }) => [name, initials])).toEqual([
      ['Mina Kim', 'MK'],
      ['박지원', '박'],
      ['You', 'AO'],
    ]);
  });

  it('gives everybody a tile inside the box, with no overlap', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina, park, participant('3', 'c'), participant('4', 'd'), participant('5', 'e')));
    await expect.poll(() => harness.tiles[0]?.box.width ?? 0).toBeGreaterThan(200);
    const boxes = harness.tiles.map(({ box }) => box);
    const outer = harness.element.getBoundingClientRect();
    for (const [index, box] of boxes.entries()) {
      expect(box.right).toBeLessThanOrEqual(outer.right);
      expect(box.bottom).toBeLessThanOrEqual(outer.bottom);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
  });

  it('makes two people in a narrow box a picture in a picture', async () => {
    const harness = await CallHarness.mount();
    harness.element.style.inlineSize = '320px';
    await harness.show(joinedWith(mina));
    await expect.poll(() => harness.tiles[0]?.box.width).toBeGreaterThan(280);
    const [other, self] = harness.tiles.map(({ box }) => box);
    expect(self?.width).toBeLessThan(100);
    expect(other && self && overlap(other, self)).toBe(true);
  });

  it('does not touch the others’ pictures when somebody comes or goes', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina, { ...park, cameraOn: true, videoTrack: pictureTrack('#444') }));
    const video = harness.tiles[1]?.video;
    const stream = video?.srcObject;
    await harness.show(joinedWith(...harness.call.snapshot.participants.slice(1), participant('3', 'Joan')));
    expect(harness.tiles[0]?.video).toBe(video);
    expect(video?.srcObject).toBe(stream);
    expect(video?.paused).toBe(false);
  });
});

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
