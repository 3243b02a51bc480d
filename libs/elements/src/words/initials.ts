const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * What stands for a person without video. Two initials in scripts that have
 * capitals ("João Silva" → "JS"), one character in the others, where the
 * first is what people abbreviate by ("박지원" → "박"). Characters are
 * graphemes, so that an accent or an emoji is never cut apart.
 */
export function initials(name: string): string {
  const first = name
    .split(/\s+/u)
    .map(firstCharacter)
    .filter((character) => character !== '');
  const [start] = first;
  if (start === undefined) return '?';
  const end = first.at(-1);
  if (first.length === 1 || end === undefined || !hasCase(start) || !hasCase(end)) return capital(start);
  return capital(start) + capital(end);
}

/** A word's first letter, digit or pictograph; what stands before it, such as a bracket, is passed over. */
function firstCharacter(word: string): string {
  for (const { segment } of graphemes.segment(word)) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(segment)) return segment;
  }
  return '';
}

function hasCase(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

/** The capital, unless that is more than one letter ("ß"). */
function capital(character: string): string {
  const upper = character.toUpperCase();
  return [...graphemes.segment(upper)].length === 1 ? upper : character;
}
