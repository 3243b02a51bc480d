/** Dark enough for white text, and far enough apart to tell people by. */
const GRADIENTS = [
  ['#28425f', '#14212f'],
  ['#4b3a63', '#241a33'],
  ['#28584f', '#122b27'],
  ['#6a4432', '#33201a'],
  ['#5f2f46', '#2d1622'],
  ['#4a5230', '#232818'],
  ['#2f4f73', '#16263a'],
  ['#5c3a3a', '#2b1a1a'],
  ['#355a3d', '#18301e'],
  ['#574a2c', '#2a2415'],
] as const;

/** This participant's own: it has no id before joining, and should not change colour by joining. */
export const SELF_GRADIENT = 'linear-gradient(140deg, #3d4a5c, #1c232d)';

/** A participant's background: the same one for the same id, in every browser. */
export function gradientOf(participantId: string): string {
  const [from, to] = GRADIENTS[hash(participantId) % GRADIENTS.length] ?? GRADIENTS[0];
  return `linear-gradient(140deg, ${from}, ${to})`;
}

/** FNV-1a, 32 bits: short, and spreads well over few buckets. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
