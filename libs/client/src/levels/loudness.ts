/**
 * The level of these samples as RTP tells it too: their root mean square, from
 * 0 (silence) to 1 (overload), on a linear scale (RFC 6464, section 3).
 */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(1, Math.sqrt(sum / samples.length));
}
