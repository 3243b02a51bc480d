/**
 * How wide a tile may be for its height. Cameras' pictures are 4:3 to 16:9, and
 * what a tile is narrower than its picture is cut off. A box of that shape
 * rather stays empty at its edges; only in an upright box, a phone's, are
 * tiles upright too, as far as phones film.
 */
export const TILE_ASPECT = { upright: 3 / 4, min: 4 / 3, ideal: 16 / 10, max: 16 / 9 } as const;

/** A rectangle of the page, in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Equal tiles in rows; the last row may have fewer, and is centred. Sizes in CSS pixels. */
export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** The least width for its height of a tile in this box: the box's own shape, between upright and 4:3. */
export function leastAspect({ width, height }: Box): number {
  return height === 0 ? TILE_ASPECT.min : Math.min(TILE_ASPECT.min, Math.max(TILE_ASPECT.upright, width / height));
}

/** The columns that make tiles largest, where a shape far from 16:10 costs part of the size. */
export function gridLayout(count: number, box: Box, gap: number): GridLayout {
  let best = layoutWith(1, Math.max(1, count), box, gap);
  for (let columns = 2; columns <= count; columns += 1) {
    const next = layoutWith(columns, count, box, gap);
    if (worth(next) > worth(best)) best = next;
  }
  return best;
}

function layoutWith(columns: number, count: number, box: Box, gap: number): GridLayout {
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.max(0, (box.width - gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (box.height - gap * (rows - 1)) / rows);
  const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * TILE_ASPECT.max));
  const tileHeight = Math.floor(Math.min(cellHeight, cellWidth / leastAspect(box)));
  return { columns, rows, tileWidth, tileHeight };
}

/**
 * A tile's area, less for the part of a camera's picture that its shape cuts
 * off. Twice as wide as ideal and twice as high are as bad: a sixth.
 */
function worth({ tileWidth, tileHeight }: GridLayout): number {
  if (tileHeight === 0) return 0;
  const strangeness = Math.abs(Math.log2(tileWidth / tileHeight / TILE_ASPECT.ideal));
  return (tileWidth * tileHeight) / (1 + 0.2 * strangeness);
}
