import type { CallHappening } from './call-event.ts';
import { DESCRIPTION_CHARACTERS, TEXT_CHARACTERS } from './limits.ts';

/** What stands where a text was cut off. */
const CUT = '…';

/** A text, cut off where it is longer than any that means something. */
export function cutText(text: string, most = TEXT_CHARACTERS): string {
  return text.length <= most ? text : text.slice(0, most) + CUT;
}

/** What happened, with every text in it cut off where it is too long: much of it comes from other pages. */
export function cutTexts(happening: CallHappening): CallHappening {
  return cutMember('', happening);
}

function cutMember<Value>(name: string, value: Value): Value;
function cutMember(name: string, value: unknown): unknown {
  if (typeof value === 'string') return cutText(value, name === 'sdp' ? DESCRIPTION_CHARACTERS : TEXT_CHARACTERS);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, cutMember(member, each)]));
}
