import type { CallError, CallSnapshot, SourceFailure } from '@rtc-call/client';
import type { Strings } from './strings.ts';

/** What the user can acknowledge: what is wrong with a device of theirs, or with their name. */
export type OwnFault = SourceFailure | CallError;

/** The one line at the top of a call. A notice with a fault can be dismissed; the others go away by themselves. */
export interface StatusLine {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  readonly fault: OwnFault | null;
}

/**
 * The most important thing to say about a call, or null.
 * @param nameFault What is wrong with the name given last; told also outside the room.
 * @param acknowledged Faults that were shown before joining or dismissed
 *   since; these are not told again.
 */
export function statusLine(
  snapshot: CallSnapshot,
  nameFault: CallError | null,
  acknowledged: ReadonlySet<OwnFault>,
  strings: Strings,
): StatusLine | null {
  if (nameFault && !acknowledged.has(nameFault)) return { tone: 'warning', text: nameFault.message, fault: nameFault };
  if (snapshot.phase.name !== 'joined') return null;
  for (const { state } of [snapshot.microphone, snapshot.camera]) {
    if (state.name === 'failed' && !acknowledged.has(state.failure)) {
      return { tone: 'warning', text: state.failure.message, fault: state.failure };
    }
  }
  const words = [
    ['failed', strings.linkFailed],
    ['interrupted', strings.linkInterrupted],
  ] as const;
  for (const [link, say] of words) {
    const person = snapshot.participants.find((participant) => participant.link === link);
    if (person) return { tone: 'warning', text: say(person.displayName || strings.guest), fault: null };
  }
  if (snapshot.participants.length === 0) return { tone: 'info', text: strings.alone, fault: null };
  return null;
}
