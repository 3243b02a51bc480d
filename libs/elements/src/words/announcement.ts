import type { CallSnapshot } from '@rtc-call/client';
import { isReturning } from '../screen/screen.ts';
import type { Strings } from './strings.ts';

/**
 * What a screen reader is told when one snapshot follows another; an empty
 * string when nothing is. Somebody who is away for a moment has not left, and
 * has not joined by coming back.
 */
export function announcement(before: CallSnapshot, now: CallSnapshot, strings: Strings): string {
  if (now.phase.name !== 'joined') return '';
  const nameOf = (person: { displayName: string }) => person.displayName || strings.guest;
  if (before.phase.name !== 'joined') {
    const announce = isReturning(before.phase) ? strings.announceReturned : strings.announceEntered;
    return announce(now.participants.map(nameOf));
  }
  if (before.participants === now.participants) return '';
  const idsBefore = new Set(before.participants.map((person) => person.id));
  const idsNow = new Set(now.participants.map((person) => person.id));
  const joined = now.participants.filter((person) => !idsBefore.has(person.id));
  const left = before.participants.filter((person) => !idsNow.has(person.id));
  return [
    ...joined.map((person) => strings.announceJoined(nameOf(person))),
    ...left.map((person) => strings.announceLeft(nameOf(person))),
  ].join(' ');
}
