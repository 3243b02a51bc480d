import { describe, expect, it } from 'vitest';
import { gridLayout, leastAspect, TILE_ASPECT } from './grid-layout.ts';

const GAP = 12;

describe('gridLayout', () => {
  it.each([
    { count: 1, width: 900, height: 500, columns: 1, rows: 1 },
    { count: 2, width: 900, height: 400, columns: 2, rows: 1 },
    { count: 2, width: 366, height: 760, columns: 1, rows: 2 },
    { count: 3, width: 366, height: 760, columns: 1, rows: 3 },
    { count: 4, width: 1256, height: 700, columns: 2, rows: 2 },
    { count: 5, width: 1256, height: 700, columns: 3, rows: 2 },
    { count: 6, width: 304, height: 380, columns: 2, rows: 3 },
    { count: 6, width: 820, height: 280, columns: 3, rows: 2 },
    { count: 6, width: 1896, height: 180, columns: 6, rows: 1 },
  ])('puts $count people in $width × $height into $columns × $rows', ({ count, width, height, columns, rows }) => {
    expect(gridLayout(count, { width, height }, GAP)).toMatchObject({ columns, rows });
  });

  const boxes = [
    { width: 304, height: 400 },
    { width: 366, height: 760 },
    { width: 820, height: 300 },
    { width: 1256, height: 700 },
    { width: 1896, height: 980 },
    { width: 5000, height: 200 },
  ];

  it.each(boxes)('keeps every tile inside $width × $height and within its bounds', (box) => {
    for (let count = 1; count <= 12; count += 1) {
      const { columns, rows, tileWidth, tileHeight } = gridLayout(count, box, GAP);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * tileWidth + (columns - 1) * GAP).toBeLessThanOrEqual(box.width);
      expect(rows * tileHeight + (rows - 1) * GAP).toBeLessThanOrEqual(box.height);
      // Whole pixels: one pixel of rounding either way.
      expect((tileWidth - 1) / tileHeight).toBeLessThanOrEqual(TILE_ASPECT.max);
      expect(tileWidth / (tileHeight - 1)).toBeGreaterThanOrEqual(leastAspect(box));
    }
  });

  it.each([
    { shape: 'wide', width: 1256, height: 700, least: 4 / 3 },
    { shape: 'square', width: 600, height: 600, least: 1 },
    { shape: 'upright', width: 366, height: 760, least: 3 / 4 },
  ])('cuts no more off a picture than a $shape box must', ({ width, height, least }) => {
    expect(leastAspect({ width, height })).toBe(least);
  });

  it('shows most of a 16:9 picture when two are side by side', () => {
    const { columns, tileWidth, tileHeight } = gridLayout(2, { width: 1256, height: 700 }, GAP);
    expect({ columns, tileWidth, tileHeight }).toEqual({ columns: 2, tileWidth: 622, tileHeight: 466 });
  });

  it('is not upset by a box that has no size yet', () => {
    expect(gridLayout(3, { width: 0, height: 0 }, GAP)).toMatchObject({ tileWidth: 0, tileHeight: 0 });
  });
});
