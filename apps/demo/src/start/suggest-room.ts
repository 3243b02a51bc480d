const QUALITIES = [
  'amber',
  'brave',
  'bright',
  'calm',
  'clear',
  'cosy',
  'early',
  'gentle',
  'golden',
  'green',
  'happy',
  'kind',
  'light',
  'lively',
  'mellow',
  'merry',
  'misty',
  'open',
  'quick',
  'quiet',
  'round',
  'silver',
  'soft',
  'sunny',
  'swift',
  'tidy',
  'vivid',
  'warm',
  'wide',
  'wise',
] as const;

const THINGS = [
  'bay',
  'birch',
  'bridge',
  'brook',
  'cedar',
  'cloud',
  'coast',
  'dune',
  'fern',
  'field',
  'forest',
  'garden',
  'harbor',
  'heron',
  'hill',
  'island',
  'lake',
  'lantern',
  'maple',
  'meadow',
  'moon',
  'otter',
  'pine',
  'pond',
  'reef',
  'river',
  'robin',
  'shore',
  'spring',
  'valley',
] as const;

/** A number from 0 up to, and without, `limit`. */
export type RandomBelow = (limit: number) => number;

/** A room's name that can be read out over the phone, such as `calm-river-42`. */
export function suggestRoom(randomBelow: RandomBelow = secureRandomBelow): string {
  const quality = QUALITIES[randomBelow(QUALITIES.length)] ?? QUALITIES[0];
  const thing = THINGS[randomBelow(THINGS.length)] ?? THINGS[0];
  return `${quality}-${thing}-${10 + randomBelow(90)}`;
}

function secureRandomBelow(limit: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value % limit;
}
