/** How wide a tile may be for its height: from upright, as phones film, to television's 16:9. */
export const TILE_ASPECT = { min: 3 / 4, ideal: 16 / 10, max: 16 / 9 } as const;

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

/**
 * The columns that make tiles largest. Among layouts whose tiles are about as
 * large (within 4 percent), the one nearest to 16:10 wins, so that a pixel
 * more or less does not turn the grid over for nothing.
 */
export function gridLayout(count: number, box: Box, gap: number): GridLayout {
  let best = layoutWith(1, Math.max(1, count), box, gap);
  for (let columns = 2; columns <= count; columns += 1) {
    const next = layoutWith(columns, count, box, gap);
    if (isBetter(next, best)) best = next;
  }
  return best;
}

function layoutWith(columns: number, count: number, box: Box, gap: number): GridLayout {
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.max(0, (box.width - gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (box.height - gap * (rows - 1)) / rows);
  const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * TILE_ASPECT.max));
  const tileHeight = Math.floor(Math.min(cellHeight, cellWidth / TILE_ASPECT.min));
  return { columns, rows, tileWidth, tileHeight };
}

function isBetter(next: GridLayout, best: GridLayout): boolean {
  const ratio = area(next) / area(best);
  if (ratio > 1.04 || Number.isNaN(ratio)) return true;
  return ratio > 0.96 && strangeness(next) < strangeness(best);
}

function area(layout: GridLayout): number {
  return layout.tileWidth * layout.tileHeight;
}

/** How far a tile's shape is from the ideal, the same for twice as wide and twice as high. */
function strangeness(layout: GridLayout): number {
  return Math.abs(Math.log(layout.tileWidth / layout.tileHeight / TILE_ASPECT.ideal));
}
