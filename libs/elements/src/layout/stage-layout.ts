import { type Box, type GridLayout, gridLayout } from './grid-layout.ts';

/** Below this width, in CSS pixels, two tiles beside or under each other would both be small. */
const NARROW = 520;

/**
 * How people are laid out.
 * - `grid`: equal tiles.
 * - `picture-in-picture`: the other one fills the box, one's own picture is small in a corner.
 */
export type StageLayout = ({ readonly kind: 'grid' } & GridLayout) | { readonly kind: 'picture-in-picture' };

/** The layout for so many others and oneself. */
export function stageLayout(others: number, box: Box, gap: number): StageLayout {
  if (others === 1 && box.width < NARROW) return { kind: 'picture-in-picture' };
  return { kind: 'grid', ...gridLayout(others + 1, box, gap) };
}
