/** This participant's own: it has no id before joining, and should not change colour by joining. */
export const SELF_GRADIENT = 'linear-gradient(140deg, #3d4a5c, #1c232d)';

/**
 * A participant's background: the same one for the same id, in every browser.
 * Only the hue differs (lightness and chroma are equal in OKLCH), so that each
 * is as dark as white text needs.
 */
export function gradientOf(participantId: string): string {
  const hue = hash(participantId) % 360;
  return `linear-gradient(140deg, oklch(0.4 0.065 ${hue}), oklch(0.24 0.04 ${hue}))`;
}

/** FNV-1a, 32 bits: short, and spreads well over few buckets. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
